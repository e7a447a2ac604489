// Keys of the desk: / goes to the search, j and k (or the reader's own keys) move through the rows, n makes a new article.
// With single keys switched off, Alt is held with each, as on the workbench.
const page = document.querySelector('[data-keys]');
const keys = JSON.parse(page.dataset.keys);

const rows = () => [...document.querySelectorAll('#articles .name[href]')];

function move(step) {
  const all = rows();
  if (!all.length) return;
  const at = all.indexOf(document.activeElement?.closest('tr')?.querySelector('.name[href]'));
  const next = at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + step, 0), all.length - 1);
  all[next].focus();
  all[next].closest('tr').scrollIntoView({ block: 'nearest' });
}

const actions = {
  [keys.next]: () => move(1),
  [keys.previous]: () => move(-1),
  '/': () => {
    const search = document.getElementById('search');
    search?.focus();
    search?.select();
  },
  n: () => document.getElementById('new-article')?.click(),
};

const typing = (target) => target.closest('input, select, textarea, [contenteditable]');

document.addEventListener('keydown', (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.isComposing) return;
  if (typing(event.target)) {
    if (event.key === 'Escape' && event.target.id === 'search') event.target.blur();
    if (event.key === 'ArrowDown' && event.target.id === 'search') {
      event.preventDefault();
      move(1);
    }
    return;
  }
  const arrow = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (arrow && event.target.closest('#articles tr')) {
    event.preventDefault();
    move(arrow);
    return;
  }
  if (event.altKey === keys.single) return;
  const act = actions[event.key.toLowerCase()];
  if (!act) return;
  event.preventDefault();
  act();
});
