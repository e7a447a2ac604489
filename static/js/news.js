// What becomes of others' changes on the page: marks in the text at once, the inspector where nobody is typing there,
// and a line that says how many wait where it would disturb.
import { isText } from './forms.js';
import { announce } from './notices.js';

const OWN_ANSWER = 5000;
const pause = (milliseconds) => new Promise((resolve) => { setTimeout(resolve, milliseconds); });

export class News {
  constructor(live, { work, sheet, inspector, outbox, words, keys, bench }) {
    Object.assign(this, { sheet, inspector, outbox, words, bench });
    this.button = document.getElementById('news');
    this.company = document.getElementById('company');
    this.key = keys.news;
    this.own = new Set();
    this.waiting = [];
    this.here = [];
    outbox.addEventListener('receipt', ({ detail: { receipt } }) => { if (receipt.change) this.own.add(receipt.change); });
    live.addEventListener('changes', ({ detail }) => this.take(detail));
    live.addEventListener('here', ({ detail }) => this.meet(detail));
    live.addEventListener('ended', () => outbox.watchSession());
    work.addEventListener('inspector', () => this.looked());
    this.button.addEventListener('click', () => this.bring());
    this.company.addEventListener('click', ({ target }) => { if (target.dataset.at) bench.go(sheet.find(Number(target.dataset.at))); });
  }

  // A change of one's own is known once its save is answered; from another window it is as good as anybody's.
  async take(notices) {
    const late = performance.now() + OWN_ANSWER;
    while (notices.some(({ mine }) => mine) && this.outbox.sending && performance.now() < late) await pause(50);
    if (!this.isTyping) await this.inspector.caughtUp();
    const fresh = notices.filter(({ mine, change }) => !(mine && this.own.has(change)));
    for (const notice of fresh) this.mark(notice);
    const near = fresh.filter((notice) => this.concerns(notice));
    if (!near.length) { this.say(fresh); return; }
    if (this.isBusy) {
      this.waiting.push(...near);
      this.show();
      announce(this.button.textContent);
      return;
    }
    this.say(fresh);
    this.apply(near);
  }

  // The marks of the sentence; not where a save of this page is on its way, whose own answer brings them.
  mark({ at, mine, sentence }) {
    if (at === undefined) return;
    if (sentence && !this.outbox.entries.some((entry) => entry.at === at)) this.sheet.mark(sentence);
    if (!mine && at !== this.bench.here()) document.getElementById(`s${at}`)?.setAttribute('data-fresh', '');
  }

  // Whether it changes more than the marks of another sentence.
  concerns({ what, at }) {
    return at === this.bench.here() || what.some((kind) => ['cut', 'all', 'article'].includes(kind));
  }

  get isTyping() {
    const { activeElement } = document;
    return (isText(activeElement) || activeElement.matches('select')) && this.inspector.element.contains(activeElement);
  }

  get isBusy() {
    return this.isTyping || this.bench.mode() || this.inspector.isBusy || document.querySelector('dialog[open]');
  }

  async apply(notices) {
    const whole = notices.some(({ what }) => what.some((kind) => ['cut', 'all', 'article'].includes(kind)));
    if (whole) { await this.bench.recut(this.bench.here(), { focus: this.sheet.element.contains(document.activeElement) }); return; }
    // The claim itself changed, or another window of one's own has moved the record on: all is fetched, with its version.
    if (notices.some(({ mine, what }) => mine || what.includes('claim'))) { await this.bench.reload(); return; }
    const parts = [...this.inspector.element.querySelectorAll('[id^="p-"]')].map(({ id }) => id.slice(2));
    await this.inspector.refresh(parts);
  }

  // `L`, or the button: bring in what waits. What is typed is sent first.
  async bring() {
    const { waiting } = this;
    if (!waiting.length) return;
    this.waiting = [];
    this.show();
    this.outbox.flush();
    this.bench.toText();
    await this.inspector.caughtUp();
    this.say(waiting);
    await this.apply(waiting);
  }

  // The inspector came anew, and with it what waited for it.
  looked() {
    document.getElementById(`s${this.bench.here()}`)?.removeAttribute('data-fresh');
    this.waiting = this.waiting.filter((notice) => this.concerns(notice) && notice.at === undefined);
    this.show();
  }

  show() {
    const n = new Set(this.waiting.map(({ change, seq }) => change ?? seq)).size;
    this.button.hidden = !n;
    this.button.textContent = n ? `${(n === 1 ? this.words.change : this.words.changes).replace('{n}', n)} ` : '';
    if (n) this.button.append(Object.assign(document.createElement('kbd'), { textContent: this.key }));
  }

  // What others handed in, for those who hear the page.
  say(notices) {
    const said = notices.filter(({ did, who }) => did && who).map(({ who, at }) => this.words.handed.replace('{who}', who).replace('{n}', this.number(at)));
    if (said.length) announce(said.join(' '));
  }

  number(at) { return this.sheet.indexOf(at) + 1; }

  // Who else is here: initials beside the sentence, and at the top with the name.
  meet(here) {
    for (const { at } of this.here) {
      const sentence = document.getElementById(`s${at}`);
      sentence?.removeAttribute('data-here');
      sentence?.removeAttribute('title');
    }
    this.here = here;
    const places = new Map();
    for (const { name, at } of here) places.set(at, [...places.get(at) ?? [], name]);
    for (const [at, names] of places) {
      const sentence = this.sheet.find(at);
      sentence.dataset.here = names.map(initials).join(' ');
      sentence.title = names.join(', ');
    }
    // A face that has the focus keeps it: the same button moves on with its person.
    const known = new Map([...this.company.children].map((face) => [face.dataset.key, face]));
    const counts = new Map();
    this.company.replaceChildren(...here.map(({ name, at }) => {
      counts.set(name, (counts.get(name) ?? 0) + 1);
      const key = `${counts.get(name)} ${name}`;
      const face = known.get(key) ?? Object.assign(document.createElement('button'), { className: 'face', type: 'button', textContent: initials(name) });
      const words = this.words.here.replace('{who}', name).replace('{n}', this.number(at));
      Object.assign(face.dataset, { key, at, name: words });
      face.setAttribute('aria-label', words);
      return face;
    }));
  }
}

// Two letters of a name.
function initials(name) {
  const words = name.split(/[\s._-]+/u).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words.at(-1)].map((word) => [...word][0]) : [...name].slice(0, 2);
  return letters.join('').toLocaleUpperCase();
}
