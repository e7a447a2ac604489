// Completion of a source's name: an ARIA 1.2 combobox for every `<input data-sources="address">`, also those that come
// with a swap. Typing never waits: answers come when they come, and only that to the last typing is shown. What is typed
// stays as it is unless an offer is chosen; then the field says so with `input` and `change`, as if it had been typed.
const PAUSE = 90;
let field = null;
let list = null;
let said = null;
let timer = 0;
let asked = null;
let count = 0;

export const open = () => Boolean(list && !list.hidden);
const options = () => [...list.querySelectorAll('[role=option]')];
const active = () => list?.querySelector('[aria-selected=true]') ?? null;

function adopt(input) {
  if (field === input) return;
  drop();
  field = input;
  list = document.createElement('ul');
  list.className = 'offers';
  list.id = `offers-${(count += 1)}`;
  list.hidden = true;
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', labelOf(input));
  said = document.createElement('div');
  said.className = 'visually-hidden';
  said.setAttribute('role', 'status');
  // In a dialog everything outside it is out of reach.
  (input.closest('dialog') ?? document.body).append(list, said);
  for (const [name, value] of [['role', 'combobox'], ['aria-autocomplete', 'list'], ['aria-expanded', 'false'], ['aria-controls', list.id], ['autocomplete', 'off']]) input.setAttribute(name, value);
  input.removeAttribute('list');
}

const labelOf = (input) => input.labels?.[0]?.textContent.trim() || input.getAttribute('aria-label') || input.placeholder;

function drop() {
  clearTimeout(timer);
  asked?.abort();
  list?.remove();
  said?.remove();
  field?.setAttribute('aria-expanded', 'false');
  field?.removeAttribute('aria-activedescendant');
  field = list = said = asked = null;
}

function close() {
  clearTimeout(timer);
  asked?.abort();
  if (!list) return;
  list.hidden = true;
  field.setAttribute('aria-expanded', 'false');
  field.removeAttribute('aria-activedescendant');
}

async function ask() {
  asked?.abort();
  const mine = asked = new AbortController();
  const input = field;
  const address = new URL(input.dataset.sources, location.href);
  address.searchParams.set('q', input.value);
  try {
    const answer = await fetch(address, { headers: { Accept: 'application/json' }, signal: mine.signal });
    const found = answer.ok ? await answer.json() : null;
    if (found && asked === mine && field === input) show(found);
  } catch {
    if (asked === mine) close(); // no server: what is typed stands as it is
  }
}

function show(answer) {
  const chosen = active()?.dataset;
  list.replaceChildren(...answer.offers.map((offer, number) => {
    const item = document.createElement('li');
    item.id = `${list.id}-${number}`;
    item.setAttribute('role', 'option');
    item.setAttribute('aria-selected', 'false');
    item.dataset.value = offer.value;
    item.dataset.uid = offer.uid;
    const label = document.createElement('bdi');
    label.textContent = offer.label;
    const detail = document.createElement('small');
    detail.textContent = offer.detail;
    item.append(label, detail);
    return item;
  }));
  said.textContent = answer.said;
  list.hidden = !answer.offers.length;
  field.setAttribute('aria-expanded', String(open()));
  // An answer that comes between an arrow and Enter does not take the choice away.
  select(options().find(({ dataset }) => chosen && dataset.uid === chosen.uid && dataset.value === chosen.value) ?? null);
  if (open()) place();
}

function place() {
  const box = field.getBoundingClientRect();
  const below = innerHeight - box.bottom;
  list.style.insetInlineStart = 'auto';
  list.style.left = `${Math.max(8, Math.min(box.left, innerWidth - 8 - Math.max(box.width, 200)))}px`;
  list.style.width = `${Math.min(Math.max(box.width, 200), innerWidth - 16)}px`;
  list.style.top = below > 160 || below > box.top ? `${box.bottom + 4}px` : 'auto';
  list.style.bottom = list.style.top === 'auto' ? `${innerHeight - box.top + 4}px` : 'auto';
}

function select(item) {
  for (const each of options()) each.setAttribute('aria-selected', String(each === item));
  if (item) {
    field.setAttribute('aria-activedescendant', item.id);
    item.scrollIntoView({ block: 'nearest' });
  } else field.removeAttribute('aria-activedescendant');
}

function choose(item) {
  field.value = item.dataset.value;
  close();
  said.textContent = item.firstChild.textContent;
  const told = { bubbles: true };
  field.dispatchEvent(new CustomEvent('source-chosen', { ...told, detail: { uid: item.dataset.uid } }));
  field.dispatchEvent(new Event('input', told));
  close();
  field.dispatchEvent(new Event('change', told));
}

function move(step) {
  const all = options();
  const at = all.indexOf(active());
  // Past either end, what was typed is the choice again.
  const next = at < 0 ? (step > 0 ? 0 : all.length - 1) : at + step;
  select(all[next] ?? null);
}

// Before the page's own keys: what the open list uses is not theirs.
document.addEventListener('keydown', (event) => {
  if (event.target !== field || event.isComposing || event.ctrlKey || event.metaKey) return;
  let taken = true;
  // What is being asked for is not wanted any more once the field is sent or left.
  if (!open() && ['Enter', 'Tab'].includes(event.key)) close();
  if (event.key === 'ArrowDown' && !open() && !event.altKey) ask();
  else if (!open() || event.altKey) taken = false;
  else if (event.key === 'ArrowDown') move(1);
  else if (event.key === 'ArrowUp') move(-1);
  else if (event.key === 'Escape') close();
  else if (event.key === 'Enter' && active()) choose(active());
  else {
    taken = false;
    if (event.key === 'Enter' || event.key === 'Tab') close();
  }
  if (!taken) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}, true);

document.addEventListener('focusin', (event) => {
  if (event.target.matches?.('input[data-sources]')) adopt(event.target);
});
document.addEventListener('focusout', (event) => {
  if (event.target === field) drop();
});
document.addEventListener('input', (event) => {
  if (event.target !== field) return;
  clearTimeout(timer);
  select(null); // what is typed is the choice again
  timer = setTimeout(ask, PAUSE);
});
// The press must not take the focus away from the field.
document.addEventListener('pointerdown', (event) => {
  const item = list?.contains(event.target) ? event.target.closest('[role=option]') : null;
  if (!item) return;
  event.preventDefault();
  choose(item);
});
document.addEventListener('scroll', (event) => {
  if (open() && event.target !== list) place();
}, true);
addEventListener('resize', () => { if (open()) place(); });
if (document.activeElement?.matches?.('input[data-sources]')) adopt(document.activeElement);
