// Every save goes through here: kept in this browser until the server has acknowledged it, sent once, in order,
// under an idempotency key.
import { newKey, post } from './posting.js';
import { renewToken } from './session.js';
import { Shelf } from './shelf.js';
import { Versions } from './versions.js';

const ACKNOWLEDGED = 'factcheck:acknowledged';
const PAUSE = 700;
const WATCH = 3000;
// So often does a save that makes the server fail hold up those behind it.
const CRASHES = 4;
const BACKOFF = [300, 600, 1200, 2500, 5000];

export class Outbox extends EventTarget {
  // user: whose saves these are. Events: status, receipt, conflict, refused.
  constructor(user) {
    super();
    this.user = user;
    this.entries = [];
    this.conflicts = [];
    this.refused = [];
    this.versions = new Versions();
    this.shelf = new Shelf(newKey(), user, (left) => this.takeOver(left));
    this.sending = null;
    this.accepted = 0;
    this.state = 'idle';
    this.failures = 0;
    this.notBefore = 0;
    this.timer = 0;
    this.shelf.beat();
    addEventListener('online', () => this.retry());
    addEventListener('pagehide', () => this.leave());
    addEventListener('pageshow', () => { this.shelf.beat(); this.retry(); });
    document.addEventListener('visibilitychange', () => document.hidden ? this.flush() : this.retry());
  }

  // Queue a save. `slot`: a later save of the same slot replaces one that was not tried yet. `typing`: wait for a pause.
  add({ path, fields = {}, at, claim = '', field = '', slot = null, typing = false, version, article = location.pathname }) {
    const made = { key: newKey(), path, fields, at, claim, field, slot, article, version };
    made.version ??= this.versions.of(made);
    made.due = Date.now() + (typing ? PAUSE : 0);
    // What was tried may be on the server under its key, whatever became of the answer: it stays as it is.
    const waiting = this.entries.find((entry) => !entry.tried && this.versions.isSame(entry, made));
    if (waiting) Object.assign(waiting, { fields, due: made.due });
    else this.entries.push(made);
    if (!typing) for (const entry of this.entries) entry.due = Math.min(entry.due, Date.now());
    this.refused = this.refused.filter((entry) => !this.versions.isSame(entry, made));
    this.keep();
    this.tell();
    this.schedule();
    return made.key;
  }

  // Whether a save of this tab was acknowledged while this page was on its way: the page may be from before it.
  get outranThePage() { return Number(sessionStorage.getItem(ACKNOWLEDGED)) > performance.timeOrigin; }

  // Send at once what waits for a pause in typing.
  flush() {
    for (const entry of this.entries) entry.due = 0;
    this.schedule();
  }

  retry() {
    if (!this.entries.length) return;
    this.failures = this.notBefore = 0;
    this.schedule();
  }

  // The text that was typed for a field and is not on the server yet; undefined where there is none.
  waitingText(place) {
    const all = [...this.refused, ...this.conflicts.map((conflict) => conflict.entry), ...this.entries];
    return all.findLast((entry) => this.versions.isSame(entry, { slot: '', article: location.pathname, ...place }))?.fields.text;
  }

  // The last verdict on the claim that is not on the server yet.
  waitingVerdict(at, claim) {
    return this.entries.findLast((entry) => entry.field === 'verdict' && this.versions.isOne(entry, { at, claim }));
  }

  isWaiting(at, claim) {
    return this.entries.some((entry) => this.versions.isOne(entry, { at, claim }));
  }

  // The version that the page shows of a claim's record, and the first claim of its sentence ('': it has none).
  learn(at, claim, version, first) {
    const name = this.versions.sentence({ at });
    if (this.entries.some((entry) => !entry.claim && this.versions.sentence(entry) === name)) return;
    this.versions.name({ at }, first);
    if (!this.isWaiting(at, claim)) this.versions.learn({ at, claim }, version);
  }

  settle(conflict) {
    this.conflicts = this.conflicts.filter((item) => item !== conflict);
    this.keep();
    this.tell();
  }

  // Send what was refused or is in conflict once more, with these changes, as a save of its own.
  again({ path, fields, at, claim, field, slot, article, key }, changes = {}) {
    this.dismiss({ key });
    this.add({ path, fields, at, claim, field, slot, article, ...changes });
  }

  dismiss(entry) {
    this.refused = this.refused.filter((item) => item.key !== entry.key);
    this.keep();
    this.tell();
  }

  schedule() {
    clearTimeout(this.timer);
    const [entry] = this.entries;
    if (!entry || this.sending || this.state === 'ended' || this.state === 'other') return;
    this.timer = setTimeout(() => this.send(entry), Math.max(this.notBefore - Date.now(), entry.due - Date.now(), 0));
  }

  async send(entry) {
    if (this.sending || !this.entries.includes(entry)) return this.schedule();
    this.sending = entry;
    entry.tried = true;
    this.keep();
    this.tell();
    try {
      const response = await post(entry);
      await this.take(entry, response);
    } catch {
      this.fail('away');
    } finally {
      this.sending = null;
      this.keep();
      this.tell();
      this.schedule();
    }
    return undefined;
  }

  async take(entry, response) {
    if (response.ok) {
      const receipt = await response.json();
      this.accept(entry, receipt);
      return;
    }
    const error = (await response.json().catch(() => ({}))).error ?? { message: response.statusText };
    if (response.status === 401 || (response.status === 400 && await this.renewed())) {
      if (response.status === 401) await this.watchSession();
    } else if (error.field === 'Idempotency-Key') {
      // Another page sent it under this key before more was typed here: what is here is a save of its own.
      entry.key = newKey();
    } else if (response.status === 500 && (entry.crashes = (entry.crashes ?? 0) + 1) >= CRASHES) {
      this.refuse(entry, error);
    } else if (response.status >= 500 || response.status === 429) {
      this.fail('away', response.status === 507 ? error.message : '');
    } else if (response.status === 409) {
      this.drop(entry);
      this.failures = this.notBefore = 0;
      this.state = 'idle';
      this.conflicts.push({ entry, error });
      this.emit('conflict', { entry, error });
    } else {
      this.refuse(entry, error);
    }
  }

  refuse(entry, error) {
    this.drop(entry);
    this.failures = this.notBefore = 0;
    this.state = 'idle';
    this.refused.push({ ...entry, message: error.message });
    this.emit('refused', { entry, error });
  }

  accept(entry, receipt) {
    this.failures = this.notBefore = 0;
    this.state = 'idle';
    this.accepted += 1;
    sessionStorage.setItem(ACKNOWLEDGED, Date.now());
    this.drop(entry);
    const isNew = entry.field === 'new-claim';
    const names = isNew ? [receipt.claim] : [this.versions.chain(entry), receipt.claim];
    if (receipt.claim && entry.at === receipt.at && !entry.claim && !isNew) this.versions.name(entry, receipt.claim);
    if (isNew) {
      for (const later of this.entries) if (later.claim === newClaim(entry.key)) later.claim = receipt.claim;
    }
    if (entry.field === 'remove-claim') this.versions.name(entry, '');
    this.versions.advance(entry, receipt, names, this.entries);
    this.savedAt = receipt.saved_at;
    this.emit('receipt', { entry, receipt });
  }

  drop(entry) {
    this.entries = this.entries.filter((item) => item !== entry);
  }

  fail(state, message = '') {
    this.failures += 1;
    // A moment, not a span: whoever schedules anew meanwhile must not put the next attempt off.
    this.notBefore = Date.now() + BACKOFF[Math.min(this.failures, BACKOFF.length) - 1];
    this.state = state;
    this.message = message;
  }

  // Whether a refused token was only out of date: then the new one is in place and the entry goes again.
  async renewed() {
    if (await renewToken(this.user) !== 'idle') {
      await this.watchSession();
      return true;
    }
    if (this.failures > 2) return false;
    this.failures += 1;
    return true;
  }

  // The session has ended: look every few seconds whether the same person is signed in again.
  async watchSession() {
    this.state = await renewToken(this.user);
    if (this.state === 'idle') this.failures = this.notBefore = 0;
    else {
      // One watch, however many answers say that the session has ended.
      clearTimeout(this.watch);
      this.watch = setTimeout(() => this.watchSession(), WATCH);
    }
    this.tell();
    this.schedule();
  }

  tell() {
    const undecided = this.refused.length + this.conflicts.length;
    const failed = this.state !== 'idle' || undecided > 0;
    const state = failed ? 'failed' : this.entries.length ? 'saving' : 'saved';
    this.emit('status', { state, waiting: this.entries.length + undecided, reason: this.state, message: this.message, savedAt: this.savedAt });
  }

  emit(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  keep() {
    if (!this.shelf.put(this)) this.emit('storage-full', {});
  }

  // The page is going: what waits is left to the next page of this person, and the first of it is sent on the way out.
  leave() {
    this.flush();
    if (this.entries.length && !this.sending && this.state === 'idle') this.send(this.entries[0]);
    this.keep();
    this.shelf.leave();
  }

  takeOver(left) {
    this.entries.push(...left.entries.map((entry) => ({ ...entry, due: 0 })));
    this.conflicts.push(...left.conflicts);
    this.refused.push(...left.refused);
    this.keep();
    this.tell();
    this.schedule();
  }
}

// What a claim is called until the server has named it; `key`: of the save that makes it.
export function newClaim(key) {
  return `new:${key}`;
}
