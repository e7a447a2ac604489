// The inspector beside the text: fetched for each sentence, its parts again after a save, what is typed there kept through it.
import { conflictView, refusedView } from './kept.js';
import { focusBack, focusMark } from './focus.js';
import { ADDERS, Forms, clearFault, isText } from './forms.js';

const AGAIN = 4000;
const LEFT = 80;
const PARTS = { verdict: ['submit'], flags: ['submit'], confidence: ['submit'], rationale: ['submit'], note: ['submit'], evidence: ['evidence', 'submit'], 'evidence-edit': ['evidence', 'submit'], 'evidence-seal': ['evidence', 'submit'], 'evidence-remove': ['evidence', 'submit'], 'file-remove': ['evidence', 'submit'], hop: ['sourcing', 'submit'], 'hop-edit': ['sourcing', 'submit'], 'hop-move': ['sourcing', 'submit'], 'hop-remove': ['sourcing', 'submit'], chain: ['sourcing', 'submit'], 'suggestion-dismiss': ['sourcing'], claim: ['submit'], waive: ['submit'], revoke: ['submit'], submit: ['submit'], reopen: ['submit'] };

export class Inspector {
  constructor(work, outbox, { url, onVerdict }) {
    this.work = work;
    this.outbox = outbox;
    this.url = url;
    this.stale = new Set();
    new Forms(work, outbox, { place: (form) => this.place(form), onVerdict });
    work.addEventListener('focusout', () => setTimeout(() => this.catchUp(), LEFT));
    this.arrived();
  }

  get element() { return document.getElementById('inspector'); }
  get at() { return Number(this.element.dataset.at); }
  get claim() { return this.element.dataset.claim; }
  get isBusy() { return Boolean(this.refreshing) || this.outbox.isWaiting(this.at, this.claim); }
  get spans() { return JSON.parse(this.element.dataset.spans ?? '[]'); }

  // Load the inspector of a sentence; a later call overtakes an earlier one. True once it is in place.
  async load(at, claim = '') {
    this.loading?.abort();
    const loading = this.loading = new AbortController();
    this.element.setAttribute('aria-busy', 'true');
    const query = new URLSearchParams({ at });
    if (claim) query.set('claim', claim);
    const { accepted } = this.outbox;
    try {
      const response = await fetch(`${this.url}/inspector?${query}`, { headers: { 'HX-Request': 'true' }, signal: loading.signal });
      if (response.status === 401) this.outbox.watchSession();
      const html = response.ok ? await response.text() : '';
      if (!html.includes('id="inspector"')) throw new Error(String(response.status));
      // A save was acknowledged meanwhile: this may be how things were before it.
      if (accepted !== this.outbox.accepted && !loading.signal.aborted) return this.load(at, claim);
      this.replace(new DOMParser().parseFromString(html, 'text/html').getElementById('inspector'));
      return true;
    } catch {
      if (loading.signal.aborted) return false;
      this.element.removeAttribute('aria-busy');
      // The server is away: an empty inspector takes what is typed, as of version 0, so that nothing stored is overwritten.
      if (this.at !== at || (claim && this.claim !== claim)) this.replace(this.blank(at, claim));
      setTimeout(() => { if (loading === this.loading && 'away' in this.element.dataset) this.load(at, claim); }, AGAIN);
      return true;
    }
  }

  // A claim that the server does not know of yet: what is entered meanwhile is sent to it behind it.
  showNew(at, claim, words) {
    const fresh = this.blank(at, claim);
    delete fresh.dataset.away;
    fresh.querySelector('.notice').remove();
    fresh.querySelector('.quoted').textContent = words;
    this.loading?.abort();
    this.replace(fresh);
  }

  blank(at, claim = '') {
    const fresh = document.getElementById('blank-inspector').content.cloneNode(true).firstElementChild;
    fresh.dataset.at = at;
    fresh.dataset.claim = claim;
    for (const field of fresh.querySelectorAll('input[name=at]')) field.value = at;
    fresh.querySelector('.quoted').textContent = document.getElementById(`s${at}`).textContent;
    return fresh;
  }

  replace(fresh) {
    const focus = this.element.contains(document.activeElement) ? focusMark(document.activeElement) : null;
    const { at, claim, away } = this.element.dataset;
    const same = at === fresh.dataset.at && (claim === fresh.dataset.claim || away !== undefined);
    const scroll = same ? this.element.scrollTop : 0;
    const open = same ? openDetails(this.element) : [];
    this.element.replaceWith(fresh);
    htmx.process(fresh);
    for (const id of open) openAgain(id);
    fresh.scrollTop = scroll;
    this.arrived();
    focusBack(focus, fresh);
  }

  // A new inspector is in place: learn its version, and put back what was typed and is not on the server yet.
  arrived() {
    this.stale.clear();
    const first = this.element.querySelector('[data-claim-tab]')?.dataset.claimTab ?? '';
    this.outbox.learn(this.at, this.claim, Number(this.element.dataset.version), first);
    for (const area of this.element.querySelectorAll('textarea[data-text]')) {
      const waiting = this.outbox.waitingText(this.place(area.form));
      if (waiting !== undefined) area.value = waiting;
    }
    this.showVerdict(this.outbox.waitingVerdict(this.at, this.claim));
    this.showKept();
    this.work.dispatchEvent(new CustomEvent('inspector', { detail: { at: this.at, claim: this.claim } }));
  }

  // Where a form's saves belong. A form that was made before its claim belongs to the claim that is shown by now.
  place(form) {
    const at = Number(form.elements.at?.value ?? this.at);
    return { path: form.getAttribute('action'), at, claim: form.elements.claim?.value || (at === this.at ? this.claim : '') };
  }

  // After a save of this claim was acknowledged.
  acknowledged(kind, receipt, entry) {
    const here = receipt.at === this.at && (!entry.claim || entry.claim === this.claim || !this.claim);
    if (!here) return;
    if (kind === 'remove-claim') { this.load(this.at); return; }
    if (!this.claim && receipt.claim) {
      this.element.dataset.claim = receipt.claim;
      this.stale.add('claims');
    }
    // It was given, perhaps, while an inspector without it was on its way here.
    if (kind === 'verdict' && receipt.claim === this.claim) this.showVerdict(this.outbox.waitingVerdict(this.at, this.claim) ?? entry);
    if (receipt.merged) this.stale.add('all');
    for (const part of PARTS[kind] ?? []) this.stale.add(part);
    this.catchUp();
  }

  // Show the verdict that a save carries.
  showVerdict(save) {
    if (!save) return;
    for (const radio of this.element.querySelectorAll('[name=verdict]')) radio.checked = radio.value === save.fields.verdict;
  }

  // Fetch what a save has made out of date, once no other save is on its way.
  catchUp() {
    if (this.stale.size && !this.outbox.isWaiting(this.at, this.claim)) this.refresh([...this.stale]);
  }

  // Resolves once the inspector shows what was saved so far, or after `patience` ms without an answer.
  async caughtUp(patience = 2000) {
    const late = performance.now() + patience;
    while (this.isBusy && performance.now() < late) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  refresh(parts) {
    const refreshing = this.refreshing = this.fetchParts(parts).finally(() => { if (this.refreshing === refreshing) this.refreshing = null; });
    return refreshing;
  }

  // Fetch parts again and put them in place, except those that somebody is typing into: these wait until the field is left.
  async fetchParts(parts) {
    for (const part of parts) this.stale.add(part);
    const active = document.activeElement;
    if (parts.includes('all')) {
      // Another window changed something here: all of it is fetched, once no text is being typed that would be moved about.
      if (!isText(active) || !this.element.contains(active)) this.load(this.at, this.claim);
      return;
    }
    const wanted = parts.filter((part) => !((isText(active) || active?.closest('.steps')) && document.getElementById(`p-${part}`)?.contains(active)));
    if (!wanted.length) return;
    const query = new URLSearchParams([['at', this.at], ['claim', this.claim], ...wanted.map((part) => ['part', part])]);
    const { at, outbox: { accepted } } = this;
    const response = await fetch(`${this.url}/inspector?${query}`, { headers: { 'HX-Request': 'true' } }).catch(() => null);
    if (!response?.ok || at !== this.at) return;
    const html = (await response.text()).replaceAll('hx-partial', 'div');
    // What came is from before a save that is on its way by now: that one's answer brings all that is stale.
    if (this.outbox.isWaiting(this.at, this.claim)) return;
    if (accepted !== this.outbox.accepted) { await this.fetchParts(parts); return; }
    const page = new DOMParser().parseFromString(`<body>${html}</body>`, 'text/html');
    for (const part of wanted) {
      this.stale.delete(part);
      this.swap(document.getElementById(`p-${part}`), page.getElementById(`p-${part}`));
    }
  }

  swap(old, fresh) {
    if (!old || !fresh) return;
    const open = openDetails(old);
    const focus = old.contains(document.activeElement) ? focusMark(document.activeElement) : null;
    old.replaceWith(fresh);
    htmx.process(fresh);
    for (const id of open) openAgain(id);
    this.work.dispatchEvent(new CustomEvent('part', { detail: { id: fresh.id } }));
    focusBack(focus, this.element);
  }

  // Beside the field: what was refused, and why.
  fault(entry, message) {
    const form = [...this.element.querySelectorAll('form[data-save]')].find((item) => item.getAttribute('action') === entry.path);
    if (form && !this.outbox.versions.isOne(this.place(form), entry)) return false;
    const field = form?.querySelector('textarea, input.input, select');
    if (!field) return false;
    if (ADDERS.has(entry.field) && !field.value) field.value = [entry.fields.url ?? entry.fields.source ?? ''].flat().join(' ');
    clearFault(field);
    const note = document.createElement('p');
    note.className = 'field-fault';
    note.setAttribute('role', 'alert');
    note.textContent = message;
    (field.closest('.adder') ?? field).after(note);
    return true;
  }

  // What was typed here and the server did not take: against another version, or not at all.
  showKept() {
    const here = (entry) => entry.at === this.at && entry.article === location.pathname;
    const conflicts = this.outbox.conflicts.filter(({ entry }) => here(entry)).map((conflict) => conflictView(this, conflict));
    const refused = this.outbox.refused.filter((entry) => here(entry) && !this.fault(entry, entry.message)).map((entry) => refusedView(this, entry));
    document.getElementById('conflicts').replaceChildren(...conflicts, ...refused);
  }
}

// Which of the foldable parts are open, by an id that survives their being fetched again; of menus the one with the focus in it.
function openDetails(element) {
  const open = [...element.querySelectorAll('details[open]')].filter((details) => !details.matches('.menu') || details.contains(document.activeElement));
  return open.map((details) => details.id || details.closest('[id]').id);
}

function openAgain(id) {
  const element = document.getElementById(id);
  const details = element?.matches('details') ? element : element?.querySelector('details.edit');
  if (details) details.open = true;
}
