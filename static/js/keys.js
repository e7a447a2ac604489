// From a key press to an action, by the reader's own bindings.

const table = (keys) => new Map(Object.entries(keys).map(([action, key]) => [key, action]));
const STEPS = { ArrowUp: 'hop_previous', ArrowDown: 'hop_next', Enter: 'hop_open' };

const editable = (element) => element?.closest?.('input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]');

export class Keys {
  // bindings: {single, keys: {action: key}, hop: {action: key}}; those of `hop` hold first while a hop has the focus.
  // `run(action, event)` does it; `mode()` gives a mode that gets keys first.
  constructor({ single, keys, hop }, { run, mode }) {
    this.single = single;
    this.actions = table(keys);
    this.onHop = table(hop);
    this.run = run;
    this.mode = mode;
    document.addEventListener('keydown', (event) => this.pressed(event));
  }

  pressed(event) {
    if (event.defaultPrevented || event.isComposing || document.querySelector('dialog[open]')) return;
    if ((event.ctrlKey || event.metaKey) && event.key === 'Enter' && !this.mode()) {
      event.preventDefault();
      this.run('next', event);
      return;
    }
    if (event.ctrlKey || event.metaKey) return;
    const mode = this.mode();
    if (mode) {
      if (mode.key(event)) event.preventDefault();
      return;
    }
    if (event.key === 'Escape') { this.run('leave', event); return; }
    if (editable(event.target)) return;
    if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) { this.run(event.key === 'ArrowUp' ? 'nearer' : 'further', event); return; }
    const action = this.actionOf(event);
    if (action && this.run(action, event) !== false) event.preventDefault();
  }

  actionOf(event) {
    const inText = event.target === document.body || event.target.closest('#proof, #main') && !event.target.closest('button, a, summary, input, [data-hop], [data-suggestion]');
    if (event.target.matches('[data-hop], [data-suggestion]') && !event.altKey && STEPS[event.key]) return STEPS[event.key];
    if (inText && !event.altKey && !event.shiftKey) {
      if (event.key === 'ArrowDown') return 'next';
      if (event.key === 'ArrowUp') return 'previous';
      if (event.key === 'Enter') return 'inspect';
    }
    if (event.key.length === 1 && event.altKey === this.single) return null;
    // With Alt held some systems type another character: then the physical key decides.
    const plain = event.code.replace(/^(Key|Digit)/, '');
    const typed = event.altKey ? (event.shiftKey ? plain : plain.toLowerCase()) : event.key;
    const find = (actions) => actions.get(event.key) ?? actions.get(typed);
    return (event.target.closest('[data-hop]') && find(this.onHop)) ?? find(this.actions) ?? null;
  }
}
