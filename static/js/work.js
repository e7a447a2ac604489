// My work and the bell by keys: t takes the next, r has read what is new, j and k (or the reader's own keys) move through the list, Enter opens. With single keys
// switched off, Alt is held with each, as on the workbench. Where work is given out: how much is ticked.
const page = document.querySelector('[data-keys]');
const keys = page ? JSON.parse(page.dataset.keys) : null;

function move(step) {
  const all = [...document.querySelectorAll('.tasks .name')].filter((link) => link.checkVisibility());
  if (!all.length) return;
  const at = all.indexOf(document.activeElement?.closest('.task')?.querySelector('.name'));
  const next = at < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + step, 0), all.length - 1);
  all[next].focus();
  all[next].closest('.task').scrollIntoView({ block: 'nearest' });
}

const actions = keys && {
  t: () => document.getElementById('take')?.click(),
  r: () => document.getElementById('read')?.click(),
  [keys.next]: () => move(1),
  [keys.previous]: () => move(-1),
};

document.addEventListener('keydown', (event) => {
  if (!keys || event.defaultPrevented || event.ctrlKey || event.metaKey || event.isComposing || event.repeat) return;
  if (event.target.closest('input, select, textarea') || event.altKey === keys.single) return;
  const typed = event.altKey ? event.code.replace(/^(Key|Digit)/, '').toLowerCase() : event.key;
  if (!Object.hasOwn(actions, typed)) return;
  event.preventDefault();
  actions[typed]();
});

const counted = document.querySelector('[data-ticked]');
if (counted) {
  const ticks = [...document.querySelectorAll('input[name=item]')];
  const count = () => { counted.textContent = counted.dataset.template.replace('{n}', ticks.filter((tick) => tick.checked).length); };
  for (const tick of ticks) tick.addEventListener('change', count);
  count();
}
