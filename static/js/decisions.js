// Deciding by keys: a digit adopts that record, w goes to the reason, j and k (or the reader's own keys) to the next claim
// and back; in the list, j and k move. With single keys switched off, Alt is held with each, as on the workbench.
import './drafts.js';

const page = document.querySelector('[data-keys]');
const keys = page ? JSON.parse(page.dataset.keys) : null;

const ACTIONS = {
  w: () => document.getElementById('rationale')?.focus(),
  ...(keys && { [keys.next]: () => document.getElementById('next')?.click(), [keys.previous]: () => history.back() }),
};

document.addEventListener('keydown', (event) => {
  if (!keys || event.defaultPrevented || event.ctrlKey || event.metaKey || event.isComposing || event.repeat) return;
  if (event.target.closest('textarea, input:not([type=checkbox], [type=radio])')) {
    if (event.key === 'Escape') event.target.blur();
    return;
  }
  if (event.altKey === keys.single) return;
  const typed = event.altKey ? event.code.replace(/^(Key|Digit)/, '').toLowerCase() : event.key;
  const adopt = /^[1-9]$/.test(typed) && document.querySelector(`[data-adopt="${typed}"]`);
  const act = adopt ? () => adopt.click() : ACTIONS[typed];
  if (!act) return;
  event.preventDefault();
  act();
});

// Ticking many: all at once after a look, and how many are ticked.
const together = document.getElementById('together');
if (together) {
  const all = together.querySelector('[data-all]');
  const ticks = [...document.querySelectorAll('input[form=together][name=claim]')];
  const counted = together.querySelector('[data-ticked]');
  const button = together.querySelector('button');
  const count = () => {
    const ticked = ticks.filter((tick) => tick.checked).length;
    counted.textContent = counted.dataset.template.replace('{n}', ticked);
    all.checked = ticked === ticks.length;
    all.indeterminate = ticked > 0 && ticked < ticks.length;
    button.setAttribute('aria-disabled', String(ticked === 0));
  };
  all.closest('[hidden]').hidden = false;
  all.addEventListener('change', () => { for (const tick of ticks) tick.checked = all.checked; count(); });
  for (const tick of ticks) tick.addEventListener('change', count);
  count();
}
