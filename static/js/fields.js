// Going to a field of the inspector by a key, also while the inspector is on its way.

const PRESSED = new Set(['Enter', 'Escape', 'ArrowUp', 'ArrowDown']);

// Focus the element of that id, or else the first field within `opened`, which is unfolded. Whether there is one.
export function focusField(id, opened = '') {
  if (opened) document.getElementById(opened)?.setAttribute('open', '');
  const target = document.getElementById(id) ?? (opened && document.querySelector(`#${opened} :is(input, textarea):not([type=hidden])`));
  target?.focus();
  target?.scrollIntoView({ block: 'nearest' });
  return Boolean(target);
}

// A mode that keeps the keys pressed until the inspector is there, and presses them then: they go into the field that they
// were meant for, and after it was left they do what they do in the text.
export class TypedAhead {
  // `arrive()` focuses the field; whether it could.
  constructor(ready, arrive) {
    this.pressed = [];
    ready.finally(() => { if (arrive()) for (const init of this.pressed) press(init); });
  }

  key({ key, code, shiftKey, altKey }) {
    if (key === 'Backspace' && this.pressed.at(-1)?.key.length === 1) this.pressed.pop();
    else if (key.length === 1 || PRESSED.has(key)) this.pressed.push({ key, code, shiftKey, altKey });
    return true;
  }
}

function press(init) {
  const field = document.activeElement;
  if (field.matches('input, textarea') && init.key !== 'Escape') typeInto(field, init.key);
  else field.dispatchEvent(new KeyboardEvent('keydown', { ...init, bubbles: true, cancelable: true }));
}

function typeInto(field, key) {
  if (key === 'Enter' && field.matches('input')) { field.form.requestSubmit(); return; }
  if (!field.setRangeText || key.length > 1 && key !== 'Enter') return;
  field.setRangeText(key === 'Enter' ? '\n' : key, field.selectionStart, field.selectionEnd, 'end');
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
}
