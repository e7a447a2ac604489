// Discussions, on a page of their own or in a dialog: what is typed stays in this browser until it is sent, Ctrl+Enter
// sends, and an @ offers names.
const place = (form) => `factcheck:said:${form.dataset.draft}`;
const MOST = 8;

// A form is on the page: what was typed and not sent comes back; of what was sent nothing is kept.
function restore(root) {
  for (const form of root.querySelectorAll('form[data-draft]')) {
    const area = form.elements.text;
    if (area.dataset.refused !== undefined) { keep(form); continue; }
    const kept = localStorage.getItem(place(form));
    if (kept !== null && kept !== area.value) {
      area.value = kept;
      form.closest('details')?.setAttribute('open', '');
    }
  }
}

function keep(form) {
  const area = form.elements.text;
  try {
    if (area.value === area.defaultValue && area.dataset.refused === undefined) localStorage.removeItem(place(form));
    else localStorage.setItem(place(form), area.value);
  } catch { /* No room left: the page still has it. */ }
}

document.addEventListener('renewed', (event) => {
  restore(event.target);
  // Ready to type, where that brings no keyboard up over what is to be read.
  const area = event.target.querySelector('[data-refused]') ?? event.target.querySelector('.thread > .say textarea, .thread > details[open] > .say textarea');
  if (matchMedia('(hover: hover)').matches) area?.focus();
});
document.addEventListener('input', (event) => {
  const form = event.target.closest?.('form[data-draft]');
  if (!form) return;
  keep(form);
  offer(form);
});
// It is on its way: where it is refused, the page comes back with it, and it is kept anew.
document.addEventListener('submit', (event) => {
  if (event.target.dataset.draft !== undefined) localStorage.removeItem(place(event.target));
}, true);

document.addEventListener('keydown', (event) => {
  const form = event.target.closest?.('form[data-draft]');
  if (!form || event.isComposing) return;
  const list = form.querySelector('.names');
  if (list) {
    const at = [...list.children].findIndex((item) => item.getAttribute('aria-selected') === 'true');
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) { event.preventDefault(); choose(list, at + step); return; }
    if ((event.key === 'Enter' && !event.ctrlKey && !event.metaKey) || event.key === 'Tab') { event.preventDefault(); take(form, list.children[at].textContent); return; }
    if (event.key === 'Escape') { event.preventDefault(); event.stopPropagation(); list.remove(); return; }
  }
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    event.stopPropagation();
    form.requestSubmit();
  }
}, true);
document.addEventListener('focusout', (event) => event.target.closest?.('form[data-draft]')?.querySelector('.names')?.remove());

// What is typed behind an @ up to the caret; null where there is none.
function begun(area) {
  const found = /(?:^|[^\p{L}\p{N}])@([\p{L}\p{N} .'-]{0,40})$/u.exec(area.value.slice(0, area.selectionStart));
  return found ? found[1] : null;
}

function offer(form) {
  form.querySelector('.names')?.remove();
  const typed = begun(form.elements.text)?.toLocaleLowerCase();
  if (typed === undefined) return;
  const names = JSON.parse(form.dataset.people).filter((name) => name.toLocaleLowerCase().startsWith(typed)).slice(0, MOST);
  if (!names.length) return;
  const list = document.createElement('ul');
  list.className = 'names';
  list.setAttribute('role', 'listbox');
  for (const name of names) {
    const item = document.createElement('li');
    item.setAttribute('role', 'option');
    item.textContent = name;
    item.addEventListener('pointerdown', (event) => { event.preventDefault(); take(form, name); });
    list.append(item);
  }
  form.elements.text.closest('label').after(list);
  choose(list, 0);
}

function choose(list, number) {
  const items = [...list.children];
  const at = (number + items.length) % items.length;
  for (const [each, item] of items.entries()) item.setAttribute('aria-selected', String(each === at));
  items[at].scrollIntoView({ block: 'nearest' });
}

function take(form, name) {
  const area = form.elements.text;
  const start = area.selectionStart - begun(area).length;
  area.setRangeText(`${name} `, start, area.selectionStart, 'end');
  form.querySelector('.names')?.remove();
  keep(form);
  area.focus();
}

restore(document);
