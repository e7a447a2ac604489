// A page that tells how things stand stays as it is told: it asks every few seconds whether anything has changed, and is
// then fetched anew and made so in place. What the reader has open, chosen or typed stays; nothing jumps.
const ASK = 10000;
const ANYWAY = 300000; // what is late changes with the time alone
const LOAD = 20; // a page that takes long to make is made less often

const later = (milliseconds) => milliseconds * (0.75 + Math.random() / 2);

export class Fresh extends EventTarget {
  // place: the element that says where to ask ([data-news], [data-seq]). Events: changed, lost, found, ended.
  constructor(place) {
    super();
    this.news = place.dataset.news;
    this.seq = Number(place.dataset.seq);
    this.made = Date.now();
    this.pause = ASK;
    document.addEventListener('visibilitychange', () => { if (!document.hidden) this.soon(200); });
    this.soon(ASK);
  }

  soon(milliseconds) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), later(milliseconds));
  }

  tell(name) { this.dispatchEvent(new Event(name)); }

  async ask() {
    if (this.asking || this.over || document.hidden) return;
    this.asking = true;
    const response = await fetch(`${this.news}?after=${this.seq}`, { headers: { Accept: 'application/json' } }).catch(() => null);
    const told = response?.ok ? await response.json().catch(() => null) : null;
    this.asking = false;
    if (response && [401, 403, 404].includes(response.status)) { this.end(); return; }
    if (told === null) this.lose();
    else {
      if (this.lost) { this.lost = false; this.tell('found'); }
      if (told.changed || Date.now() - this.made > ANYWAY) this.tell('changed');
    }
    this.soon(this.pause);
  }

  // The page as it is now, as a document; null where it cannot be had.
  async fetch() {
    const begun = Date.now();
    const response = await fetch(location.href, { headers: { Accept: 'text/html' } }).catch(() => null);
    const text = response?.ok && !response.redirected ? await response.text().catch(() => null) : null;
    this.pause = Math.max(ASK, LOAD * (Date.now() - begun));
    if (text === null) { this.lose(); return null; }
    const page = new DOMParser().parseFromString(text, 'text/html');
    this.seq = Number(page.querySelector('[data-news]').dataset.seq);
    this.made = Date.now();
    return page;
  }

  lose() {
    this.lost = true;
    this.tell('lost');
  }

  // The session is over, or the project is not this reader's any more.
  end() {
    this.over = true;
    this.tell('ended');
  }
}
