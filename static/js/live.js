// What others do on this article, as it happens: a stream of events, or where there is none, asking every few seconds.
// Events: changes (notices), here (who else has the article open), ended (the session is over).
import { csrfToken } from './page.js';
import { currentSession } from './session.js';

const ASK = 4000;
const PATIENCE = 8000;
const STREAM_AGAIN = 60000;
const SESSION_AGAIN = 10000;
const HIDDEN = 5000;
const MOVE = 2000;

const later = (milliseconds) => milliseconds * (0.75 + Math.random() / 2);

export class Live extends EventTarget {
  // url: of the article; seq: the last event that the page knows of; at(): where the current sentence begins.
  constructor({ url, seq, user, at }) {
    super();
    Object.assign(this, { url, seq, user, at });
    this.page = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
    this.moved = 0;
    document.addEventListener('visibilitychange', () => this.turned());
    addEventListener('pagehide', () => this.leave());
    addEventListener('pageshow', ({ persisted }) => { if (persisted) this.open(); });
    if (!document.hidden) this.open();
  }

  get query() { return new URLSearchParams({ after: this.seq, page: this.page, at: this.at() }); }

  open() {
    this.close();
    this.left = false;
    this.source = new EventSource(`${this.url}/live?${this.query}`);
    this.source.addEventListener('hello', () => { clearTimeout(this.timer); });
    for (const name of ['changes', 'here']) this.source.addEventListener(name, ({ data }) => this.tell(name, JSON.parse(data)));
    this.source.addEventListener('ended', () => this.ended());
    // It comes back by itself while the server is away; closed for good, the server said so: there are too many streams.
    this.source.addEventListener('error', () => { if (this.source?.readyState === EventSource.CLOSED) this.poll(); });
    // Something on the way holds back what the server sends.
    this.timer = setTimeout(() => this.poll(), PATIENCE);
  }

  close() {
    clearTimeout(this.timer);
    this.source?.close();
    this.source = null;
    this.polling = null;
  }

  // Ask instead of listening, and try to listen again after a while.
  poll() {
    this.close();
    const polling = this.polling = { until: Date.now() + later(STREAM_AGAIN) };
    this.ask(polling);
  }

  async ask(polling) {
    const response = await fetch(`${this.url}/changes?${this.query}`, { headers: { Accept: 'application/json' } }).catch(() => null);
    if (polling !== this.polling) return;
    if (response && [401, 403, 404].includes(response.status)) { this.ended(); return; }
    if (response?.ok) {
      const { seq, changes, here } = await response.json();
      if (changes.length) this.tell('changes', changes);
      this.seq = Math.max(this.seq, seq);
      this.tell('here', here);
    }
    this.timer = setTimeout(() => (Date.now() > polling.until ? this.open() : this.ask(polling)), later(ASK));
  }

  tell(name, detail) {
    if (name === 'changes') {
      // What was told before is not told again, though the stream was cut off in between.
      detail = detail.filter(({ seq }) => seq > this.seq);
      if (!detail.length) return;
      this.seq = Math.max(this.seq, ...detail.map(({ seq }) => seq));
    }
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  // The session is over, or the article is not this reader's any more: come back once they are signed in again.
  async ended() {
    this.close();
    this.tell('here', []);
    this.tell('ended', {});
    const session = await currentSession();
    this.timer = setTimeout(() => (session?.signed_in && session.name === this.user && !document.hidden ? this.open() : this.ended()), SESSION_AGAIN);
  }

  // A page that nobody looks at holds no stream; it catches up when it is shown.
  turned() {
    clearTimeout(this.hiding);
    if (document.hidden) this.hiding = setTimeout(() => { this.close(); this.leave(); }, HIDDEN);
    else if (!this.source && !this.polling) this.open();
  }

  // The reader is at another sentence: others are told, not more often than every MOVE.
  move() {
    clearTimeout(this.moving);
    this.moving = setTimeout(() => {
      this.moved = Date.now();
      if (this.source || this.polling) this.post({ at: this.at() });
    }, Math.max(300, this.moved + MOVE - Date.now()));
  }

  leave() {
    if (this.left) return;
    this.left = true;
    clearTimeout(this.moving);
    this.post({ gone: 1 });
  }

  post(fields) {
    fetch(`${this.url}/here`, { method: 'POST', keepalive: true, body: new URLSearchParams({ page: this.page, ...fields }), headers: { 'X-CSRFToken': csrfToken() } }).catch(() => {});
  }
}
