// The workbench: which sentence is current, what the keys do, and what happens after each save.
import { ActiveTime } from './active.js';
import { attaching } from './attaching.js';
import { Chain } from './chain.js';
import './discussion.js';
import { dialogs } from './dialogs.js';
import { TypedAhead, focusField } from './fields.js';
import { Findings } from './findings.js';
import { Inspector } from './inspector.js';
import { Keys } from './keys.js';
import { linking } from './links.js';
import { Live } from './live.js';
import { News } from './news.js';
import { announce, say, showStatus, storageFull } from './notices.js';
import { Outbox, newClaim } from './outbox.js';
import { WordMode } from './selecting.js';
import { Sheet } from './sheet.js';
import './sources.js';
import { Suggestions } from './suggestions.js';

const work = document.getElementById('work');
const url = work.dataset.url;
const foot = document.getElementById('foot');
const words = JSON.parse(foot.dataset.words);
const makeClaim = document.getElementById('make-claim');
const sheet = new Sheet(document.getElementById('proof'));
const outbox = new Outbox(work.dataset.user);
const inspector = new Inspector(work, outbox, { url, onVerdict: (verdict) => setVerdict(verdict) });
const open = dialogs(document.getElementById('dialog'), { onUndo: (form) => outbox.add({ path: `${url}/undo`, fields: { seq: form.elements.seq.value }, field: 'undo' }) });
const active = new ActiveTime((at, claim, seconds) => outbox.add({ path: `${url}/active`, fields: { seconds }, at, claim, field: 'active' }));
const findings = new Findings(work, outbox, inspector, words);
let mode = null;
let wanted = { at: inspector.at, claim: inspector.claim };
let ready = Promise.resolve(true);

// ---- where we are
// The sentence may be ahead of the inspector, which follows from the server; the claim is known once it is there.
const here = () => sheet.at(sheet.current);
const isShown = () => inspector.at === here() && (!wanted.claim || wanted.claim === inspector.claim);
const claimHere = () => (isShown() ? inspector.claim : wanted.claim);

function go(sentence, { focus = true, claim = '' } = {}) {
  if (!sentence) { say(words.end); return; }
  const before = sheet.current;
  outbox.flush();
  makeCurrent(sentence);
  if (focus) sentence.focus({ preventScroll: true });
  sentence.scrollIntoView({ block: 'nearest', behavior: 'instant' });
  const at = sheet.at(sentence);
  active.turn({ at, claim });
  history.replaceState(null, '', `?${new URLSearchParams(claim ? { at, claim } : { at })}`);
  sheet.overview.draw();
  live.move();
  if (before !== sentence || claim) {
    show(at, claim);
    announce(`${words.sentence.replace('{n}', sheet.sentences.indexOf(sentence) + 1).replace('{all}', sheet.sentences.length)}`);
  }
}

function makeCurrent(sentence) {
  const before = sheet.current;
  if (before && before !== sentence) {
    before.removeAttribute('aria-current');
    before.removeAttribute('tabindex');
  }
  sentence.setAttribute('aria-current', 'true');
  sentence.tabIndex = 0;
}

// Fetch the inspector of a sentence, or of one claim of it.
function show(at, claim = '') {
  wanted = { at, claim };
  ready = inspector.load(at, claim);
  return ready;
}

function stepClaim(by) {
  const tabs = [...inspector.element.querySelectorAll('[data-claim-tab]')];
  const next = tabs[tabs.findIndex((tab) => tab.hasAttribute('aria-current')) + by];
  if (next) go(sheet.current, { claim: next.dataset.claimTab });
}

// ---- saves
function save(path, fields, field, more = {}) {
  outbox.add({ path: url + path, fields, at: here(), claim: claimHere(), field, ...more });
}

function setVerdict(verdict) {
  const at = here();
  const tabs = inspector.at === at ? [...inspector.element.querySelectorAll('[data-claim-tab]')] : [];
  if (!tabs.length || tabs[0].hasAttribute('aria-current')) sheet.mark({ at, verdict });
  for (const radio of inspector.at === at ? inspector.element.querySelectorAll('[name=verdict]') : []) radio.checked = radio.value === verdict;
  save('/verdict', { verdict: verdict ?? '' }, 'verdict');
  if (verdict === 'not_checkable') go(sheet.step(1));
}

function claimFrom(span) {
  const sentence = sheet.find(span[0]);
  const at = sheet.at(sentence);
  const claim = newClaim(outbox.add({ path: `${url}/claims`, fields: { spans: JSON.stringify([span]) }, at, field: 'new-claim' }));
  getSelection().removeAllRanges();
  makeCurrent(sentence);
  wanted = { at, claim };
  inspector.showNew(at, claim, sheet.range(...span).toString());
  sheet.tint([span]);
}

// Seal the piece of evidence that has the focus, else the last one; where there is none, what is attached next. What was
// attached a moment ago is waited for.
async function seal(target) {
  const focused = target.closest('.ev[id]')?.id;
  const at = here();
  await (isShown() ? inspector.caughtUp() : ready);
  const pieces = [...inspector.element.querySelectorAll('.ev[id]')];
  if (at !== here() || inspector.element.querySelector('.ev.pending')) return;
  const piece = document.getElementById(focused) ?? pieces.at(-1);
  const box = piece?.querySelector('[data-save=evidence-seal] [type=checkbox]') ?? document.getElementById('seal-next');
  box.click();
  const name = piece?.querySelector('.ev-title').textContent ?? words.next_evidence;
  say(words[box.checked ? 'sealed' : 'unsealed'].replace('{name}', name));
}

function startMode(kind) {
  if (kind === 'claim' && sheet.selection()) { claimFrom(sheet.selection()); return; }
  const sentence = sheet.current;
  mode = new WordMode(sheet, foot, {
    mode: kind,
    text: kind === 'claim' ? words.select : words.split,
    words: sheet.words(sentence, kind === 'claim' ? 4 : 0),
    start: sheet.at(sentence),
    leave: () => { mode = null; sentence.focus({ preventScroll: true }); },
    done: (span) => (kind === 'claim' ? claimFrom(span) : save('/split', { offset: span[0] }, 'split')),
  });
}

// ---- keys
function focusOn(id, opened = '') {
  if (isShown() && focusField(id, opened)) return true;
  // The inspector is on its way, or the part of it that a save has just made possible.
  mode = new TypedAhead(isShown() ? inspector.caughtUp() : ready, () => {
    if (!(mode instanceof TypedAhead)) return false;
    mode = null;
    return focusField(id, opened);
  });
  return true;
}

const ACTIONS = {
  next: () => go(sheet.step(1)),
  previous: () => go(sheet.step(-1)),
  next_open: () => go(sheet.nextOpen()),
  next_claim: () => stepClaim(1),
  previous_claim: () => stepClaim(-1),
  clear_verdict: () => setVerdict(null),
  evidence: () => focusOn('url'),
  seal: (event) => { seal(event.target); },
  why: () => focusOn('rationale'),
  note: () => focusOn('note'),
  flags: () => focusOn('', 'flags'),
  about: () => focusOn('', 'about'),
  claim: () => startMode('claim'),
  split: () => startMode('split'),
  merge: () => save('/merge', {}, 'merge'),
  kind: () => focusOn('kind', 'mend'),
  submit: () => save('/submit', {}, 'submit'),
  news: () => news.bring(),
  findings: () => findings.focus(),
  undo: () => outbox.add({ path: `${url}/undo`, fields: {}, field: 'undo' }),
  discussion: () => document.getElementById('to-discussion')?.click(),
  history: () => inspector.claim && open(`${url}/history?claim=${inspector.claim}`),
  guidelines: () => open(`${url}/guidelines`),
  help: () => open('/keys'),
  inspect: () => inspector.element.querySelector('.verdict input')?.focus(),
  leave: () => { document.querySelector('.menu[open]')?.removeAttribute('open'); sheet.current.focus({ preventScroll: true }); },
  fold: () => {
    document.body.classList.toggle('folded');
    showFold();
    sheet.current.scrollIntoView({ block: 'nearest' });
  },
  graph: () => document.getElementById('to-sources').click(),
};

const bench = {
  save,
  focusOn,
  here,
  isShown,
  settled: () => (isShown() ? inspector.caughtUp() : ready),
  mode: () => mode,
  // A mode ends by `setMode(null, itself)`, unless another has begun meanwhile.
  setMode: (next, from = mode) => { if (mode === from) mode = next; },
  toText: () => sheet.current.focus({ preventScroll: true }),
  go,
  reload: () => show(here(), claimHere()),
  recut,
};
const chain = new Chain(work, foot, inspector, words, bench);
const suggestions = new Suggestions(work, sheet, chain, words, bench);
const keys = JSON.parse(work.dataset.keys);
const live = new Live({ url, seq: Number(work.dataset.seq), user: work.dataset.user, at: here });
const news = new News(live, { work, sheet, inspector, outbox, words, keys: keys.keys, bench });

new Keys(keys, {
  mode: () => mode,
  run: (action, event) => {
    if (action.startsWith('verdict_')) { setVerdict(action.slice('verdict_'.length)); return true; }
    if (action === 'leave' && sheet.element.contains(event.target)) getSelection().removeAllRanges();
    return suggestions.run(action, event) ?? chain.run(action, event) ?? ACTIONS[action]?.(event);
  },
});

// ---- mouse, touch, clipboard
// What is pasted or dropped is sealed from the start where the box says so.
const sealed = () => (isShown() && document.getElementById('seal-next')?.checked ? { sealed: '1' } : {});
linking({ work, words, isShown: () => inspector.at === here(), save: (link) => save('/evidence', { url: link, ...sealed() }, 'evidence'), leave: () => sheet.current.focus({ preventScroll: true }) });
attaching({ work, url, inspector, outbox, sealed, here: () => ({ at: here(), claim: claimHere() }) });
sheet.root.addEventListener('click', (event) => {
  const sentence = event.target.closest('.s');
  if (sentence && getSelection().isCollapsed && !mode) go(sentence);
});
document.addEventListener('selectionchange', () => {
  const span = mode ? null : sheet.selection();
  makeClaim.hidden = !span;
  if (!span) return;
  const box = getSelection().getRangeAt(0).getBoundingClientRect();
  const left = Math.max(8, Math.min(innerWidth - 160, box.left + box.width / 2 - 70));
  makeClaim.style.translate = `${left}px ${Math.max(8, box.bottom + 8 > innerHeight - 60 ? box.top - 44 : box.bottom + 8)}px`;
});
makeClaim.addEventListener('pointerdown', (event) => event.preventDefault());
makeClaim.addEventListener('click', () => startMode('claim'));
sheet.overview.spine.addEventListener('click', (event) => {
  const box = sheet.overview.spine.getBoundingClientRect();
  go(sheet.overview.atSpine((event.clientY - box.top - 10) / (box.height - 20)));
});
work.addEventListener('click', (event) => {
  const link = event.target.closest('[data-go], [data-claim-tab], [data-action]');
  if (!link || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  if (link.dataset.go) ACTIONS[link.dataset.go]();
  else if (link.dataset.claimTab) go(sheet.current, { claim: link.dataset.claimTab, focus: false });
  else ACTIONS[link.dataset.action]();
});

// ---- what comes back
function showFold() {
  inspector.element.querySelector('.sheet-handle').setAttribute('aria-expanded', String(!document.body.classList.contains('folded')));
}

work.addEventListener('stored', ({ detail }) => { if ('verdict' in detail) sheet.mark(detail); });
work.addEventListener('inspector', ({ detail }) => {
  showFold();
  sheet.tint(inspector.spans);
  if (detail.at !== here()) return;
  wanted = detail;
  active.turn(detail);
  outbox.tell();
});

outbox.addEventListener('receipt', ({ detail: { entry, receipt } }) => {
  if (entry.article !== location.pathname) return;
  if (receipt.sentence) sheet.mark(receipt.sentence);
  for (const state of receipt.sentences ?? []) sheet.mark(state);
  const kind = entry.field;
  if (kind === 'undo') undone(receipt);
  else if (['split', 'merge', 'kind'].includes(kind)) recut(entry.at);
  else if (kind === 'new-claim') {
    if (wanted.claim === newClaim(entry.key)) go(sheet.find(receipt.at), { claim: receipt.claim, focus: !inspector.element.contains(document.activeElement) });
  }
  else if (kind !== 'active') inspector.acknowledged(kind, receipt, entry);
  if (kind === 'submit') findings.handedIn(receipt);
  if (kind === 'evidence') announce(words.link);
});
outbox.addEventListener('conflict', ({ detail: { entry, error } }) => {
  if (entry.field === 'evidence') {
    outbox.settle(outbox.conflicts.find((conflict) => conflict.entry === entry));
    inspector.refresh(['evidence']);
    say(words.twice, words.again, () => outbox.add({ ...entry, fields: { ...entry.fields, again: '1' } }));
    return;
  }
  if (entry.at === inspector.at) inspector.showKept();
});
outbox.addEventListener('refused', ({ detail: { entry, error } }) => {
  const quiet = entry.field === 'active';
  const suggested = ['chain', 'suggestion-dismiss'].includes(entry.field);
  const shown = !quiet && !suggested && entry.at === inspector.at && inspector.fault(entry, error.message);
  if ('text' in entry.fields) {
    if (!shown) inspector.showKept();
    return;
  }
  outbox.dismiss(entry);
  if (!shown && !quiet) say(error.message);
  if (suggested || ['evidence', 'hop'].includes(entry.field)) inspector.refresh(['evidence', 'sourcing']);
  else if (!shown && entry.at === inspector.at && !['undo', 'active'].includes(entry.field)) show(inspector.at, inspector.claim);
});
outbox.addEventListener('status', ({ detail }) => showStatus(detail, { user: work.dataset.user, kept: keptElsewhere(), goTo: (at) => go(sheet.find(at)) }));
outbox.addEventListener('storage-full', storageFull);

// The first of what was not taken at another sentence of this article.
function keptElsewhere() {
  const entries = [...outbox.conflicts.map(({ entry, error }) => ({ ...entry, message: error.message })), ...outbox.refused];
  return entries.find((entry) => entry.article === location.pathname && entry.at !== here());
}

function undone(receipt) {
  // What was refused because the claim was gone goes again.
  for (const entry of outbox.refused.filter((item) => item.claim && item.claim === receipt.claim)) outbox.again(entry);
  say(words.undone.replace('{what}', receipt.undone));
  if (receipt.cuts) recut(receipt.at ?? here());
  else if (receipt.at !== null && receipt.at !== here()) go(sheet.find(receipt.at));
  else show(here(), claimHere());
}

// The sentences were cut anew: fetch the text again and stay where we were.
async function recut(at, { focus = true } = {}) {
  const response = await fetch(`${url}?at=${at}`, { headers: { Accept: 'text/html' } });
  if (!response.ok) return;
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  document.getElementById('sheet').replaceWith(page.getElementById('sheet'));
  sheet.read();
  if (sheet.current) show(here());
  if (focus) sheet.current?.focus({ preventScroll: true });
  news.meet(news.here);
}

outbox.tell();
go(sheet.current, { focus: document.activeElement === document.body });
if (outbox.outranThePage) recut(here());
