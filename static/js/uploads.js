// Files on their way to the server: kept in this browser (IndexedDB) until it has them, sent under one key, through a
// reload or a lost connection. What is refused stays until somebody throws it away.
import { csrfToken } from './page.js';
import { newKey } from './posting.js';
import { currentSession, useToken } from './session.js';

const NAME = 'factcheck-uploads';
const BACKOFF = [1000, 2000, 4000, 8000, 15000];
const TIMEOUT = 90_000;
// A slow line is given this long for each byte, besides.
const MS_PER_BYTE = 1 / 20;

export class Uploads extends EventTarget {
  // Events: stored (detail: {upload, receipt}). `claimOf(claim)`: the server's name of a claim made just now, or null.
  constructor({ user, claimOf }) {
    super();
    Object.assign(this, { user, claimOf, waiting: [], sending: null, failures: 0, timer: 0 });
    this.largest = () => Number(document.getElementById('uploads')?.dataset.largest ?? Infinity);
    this.words = () => JSON.parse(document.getElementById('uploads')?.dataset.words ?? '{}');
    this.ready = openStore().then(async (store) => {
      this.store = store;
      this.waiting.unshift(...(await all(store)).filter((upload) => upload.user === user && !this.waiting.some(({ key }) => key === upload.key)));
      this.tell();
      this.next();
    }).catch(() => { this.store = null; this.tell(); });
    addEventListener('online', () => this.retry());
    document.addEventListener('visibilitychange', () => document.hidden || this.retry());
  }

  // Keep the fields (a file among them, perhaps) and send them. Resolves once they are kept.
  async add({ path, at, claim, fields, name }) {
    const upload = { key: newKey(), user: this.user, article: location.pathname, path, at, claim, fields, name, state: 'sending', why: '' };
    if (fields.file?.size > this.largest()) Object.assign(upload, { state: 'refused', why: this.words().large });
    this.waiting.push(upload);
    this.tell();
    await this.ready;
    await this.keep(upload);
    this.next();
  }

  retry() {
    this.failures = 0;
    clearTimeout(this.timer);
    this.next();
  }

  async keep(upload) {
    if (this.store) await write(this.store, (box) => box.put(upload)).catch(() => { upload.unkept = true; });
    else upload.unkept = true;
    this.tell();
  }

  async forget(upload) {
    this.waiting = this.waiting.filter((other) => other !== upload);
    if (this.store) await write(this.store, (box) => box.delete(upload.key)).catch(() => {});
    this.tell();
  }

  async next() {
    if (this.sending) return;
    const upload = this.waiting.find((one) => one.state !== 'refused' && this.claimOf(one.claim) !== null);
    if (!upload) return;
    this.sending = upload;
    let again = 0;
    try {
      again = await this.send(upload);
    } catch {
      upload.state = 'waiting';
      again = this.pause();
    }
    this.sending = null;
    this.tell();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.next(), again);
  }

  pause() {
    this.failures += 1;
    return BACKOFF[Math.min(this.failures, BACKOFF.length) - 1];
  }

  // Send it; in how many ms the next may go.
  async send(upload) {
    upload.state = 'sending';
    this.tell();
    const body = new FormData();
    for (const [name, value] of Object.entries(upload.fields)) {
      if (name === 'file') body.append(name, value, upload.name); else body.append(name, value);
    }
    body.append('at', upload.at);
    const claim = this.claimOf(upload.claim);
    if (claim) body.append('claim', claim);
    const headers = { Accept: 'application/json', 'X-CSRFToken': csrfToken(), 'Idempotency-Key': upload.key };
    const response = await fetch(upload.path, { method: 'POST', body, headers, redirect: 'error', signal: AbortSignal.timeout(TIMEOUT + MS_PER_BYTE * (upload.fields.file?.size ?? 0)) });
    if (response.ok) {
      const receipt = await response.json();
      this.failures = 0;
      await this.forget(upload);
      this.dispatchEvent(new CustomEvent('stored', { detail: { upload, receipt } }));
      return 0;
    }
    if (response.status === 401 || response.status === 400) {
      const session = await currentSession();
      if (!session?.signed_in || session.name !== this.user) {
        upload.state = session ? 'ended' : 'waiting';
        return this.pause();
      }
      // The token may be that of a session that is over: the current one is tried before the file counts as refused.
      useToken(session.csrf);
      upload.renewals = (upload.renewals ?? 0) + 1;
      if (upload.renewals < 3) return 0;
    }
    if (response.status >= 500 || response.status === 429) {
      upload.state = 'waiting';
      return this.pause();
    }
    const error = (await response.json().catch(() => ({}))).error;
    Object.assign(upload, { state: 'refused', why: error?.message ?? response.statusText });
    await this.keep(upload);
    return 0;
  }

  // Show what is under way in the inspector, if it is there.
  tell() {
    const box = document.getElementById('uploads');
    if (!box) return;
    const words = this.words();
    box.replaceChildren(...this.waiting.filter((upload) => upload.article === location.pathname).map((upload) => this.card(upload, words)));
  }

  card(upload, words) {
    const card = Object.assign(document.createElement('div'), { className: `ev upload${upload.state === 'refused' ? ' bad' : ''}` });
    const text = upload.unkept && upload.state === 'sending' ? words.nostore : words[upload.state];
    card.append(Object.assign(document.createElement('p'), { textContent: text.replace('{name}', upload.name || words.note).replace('{why}', upload.why) }));
    const button = (label, run) => card.append(Object.assign(document.createElement('button'), { type: 'button', className: 'btn small quiet', textContent: label, onclick: run }));
    if (upload.state === 'refused' && !upload.fields.file) button(words.again, () => { upload.state = 'sending'; this.retry(); });
    if (upload.state === 'waiting') button(words.again, () => this.retry());
    if (upload.state !== 'sending') button(words.drop, () => this.forget(upload));
    return card;
  }
}

function openStore() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore('uploads', { keyPath: 'key' });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function all(store) {
  return new Promise((resolve, reject) => {
    const request = store.transaction('uploads').objectStore('uploads').getAll();
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

function write(store, change) {
  return new Promise((resolve, reject) => {
    const transaction = store.transaction('uploads', 'readwrite', { durability: 'strict' });
    change(transaction.objectStore('uploads'));
    transaction.oncomplete = resolve;
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
  });
}
