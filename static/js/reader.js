// The reader view of a kept copy: to the passage, and from selected words to the evidence's quotation.
import { csrfToken } from './page.js';

const LONGEST = 5000;
const copy = document.getElementById('copy');
const passage = document.getElementById('passage');
const take = document.getElementById('take');
const taken = document.getElementById('taken');
const form = document.getElementById('quote-form');
const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;

function show() {
  passage?.scrollIntoView({ block: 'center', behavior: calm ? 'instant' : 'smooth' });
  passage?.focus({ preventScroll: true });
}

// The selected words of the copy; empty where something else is selected, or nothing.
function selected() {
  const selection = getSelection();
  if (selection.isCollapsed || !selection.rangeCount) return '';
  return copy.contains(selection.getRangeAt(0).commonAncestorContainer) ? selection.toString().trim() : '';
}

function say(text) {
  taken.textContent = text;
  taken.hidden = false;
}

async function useSelection() {
  const quote = selected();
  if (!quote || take.disabled) return;
  if ([...quote].length > LONGEST) { say(taken.dataset.long); return; }
  take.disabled = true;
  const body = new URLSearchParams({ quote, at: form.elements.at.value, claim: form.elements.claim.value });
  const key = crypto.randomUUID?.() ?? String(Math.random());
  try {
    const response = await fetch(form.action, { method: 'POST', body, headers: { Accept: 'application/json', 'X-CSRFToken': csrfToken(), 'Idempotency-Key': key } });
    if (!response.ok) throw new Error((await response.json().catch(() => null))?.error?.message ?? '');
    say(taken.dataset.saved);
    location.hash = 'passage';
    location.reload();
  } catch (error) {
    form.elements.quote.value = quote;
    form.querySelector('details').open = true;
    say((!(error instanceof TypeError) && error.message) || taken.dataset.failed);
  } finally {
    take.disabled = false;
  }
}

if ('quotable' in copy.dataset) {
  document.addEventListener('selectionchange', () => {
    take.hidden = !selected();
    if (take.hidden) return;
    const box = getSelection().getRangeAt(0).getBoundingClientRect();
    const left = Math.max(8, Math.min(innerWidth - take.offsetWidth - 8, box.left + box.width / 2 - take.offsetWidth / 2));
    const top = box.bottom + take.offsetHeight + 16 > innerHeight ? box.top - take.offsetHeight - 8 : box.bottom + 8;
    const from = document.documentElement.dir === 'rtl' ? left + take.offsetWidth - innerWidth : left;
    take.style.translate = `${from}px ${Math.max(8, top)}px`;
  });
  take.addEventListener('pointerdown', (event) => event.preventDefault());
  take.addEventListener('click', useSelection);
}
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.('textarea, input, select')) return;
  if (event.key === 'q' && take && selected()) { event.preventDefault(); useSelection(); }
  else if (event.key === 'p' && passage) { event.preventDefault(); show(); }
  else if (event.key === 'Escape') { if (getSelection().isCollapsed) document.getElementById('back').click(); else getSelection().removeAllRanges(); }
});
if (location.hash === '#passage' || !location.hash) show();
