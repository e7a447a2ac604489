// Keeping the focus where it was while a part of the page is fetched anew.
const FOCUSABLE = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]';

// Where an element is, in words that hold for its replacement: its id, or its place within the nearest element with one.
export function focusMark(element) {
  const caret = element.matches('textarea, input:not([type]), input[type=text]') ? [element.selectionStart, element.selectionEnd] : null;
  if (element.id) return { id: element.id, caret };
  const anchor = element.closest('[id]');
  return { id: anchor.id, at: [...anchor.querySelectorAll(FOCUSABLE)].indexOf(element), caret };
}

// Give the focus back; where its place is gone, the nearest one that is left gets it.
export function focusBack(mark, otherwise) {
  if (!mark) return;
  const anchor = document.getElementById(mark.id);
  const all = anchor && mark.at !== undefined ? [...anchor.querySelectorAll(FOCUSABLE)] : [];
  const target = mark.at === undefined ? anchor : all[Math.min(mark.at, all.length - 1)];
  (target ?? otherwise).focus({ preventScroll: true });
  if (mark.caret && target?.setSelectionRange) target.setSelectionRange(...mark.caret);
}
