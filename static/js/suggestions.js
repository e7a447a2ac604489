// Chains that the text suggests: their words are marked in it while they are looked at; one key takes, changes or drops one.
import { announce, say } from './notices.js';

export class Suggestions {
  // bench: as for the chain. `chain` shows what is on its way to the server.
  constructor(work, sheet, chain, words, bench) {
    Object.assign(this, { sheet, chain, words, bench });
    for (const name of ['focusin', 'focusout', 'pointerover', 'pointerout']) work.addEventListener(name, () => queueMicrotask(() => this.mark()));
    work.addEventListener('inspector', () => this.mark());
    work.addEventListener('submit', (event) => this.submitted(event));
  }

  get all() { return [...document.querySelectorAll('#p-sourcing [data-suggestion]')]; }

  // The one with the focus, or else the first.
  get current() { return document.activeElement?.closest('[data-suggestion]') ?? this.all[0]; }

  // Do what a key stands for; undefined where it is none of the suggestions'.
  run(action, event) {
    const held = event?.target.closest?.('[data-suggestion]');
    if (action === 'leave') return held && event.target !== held ? this.fold(held) : undefined;
    if (held && action === 'hop_previous') return this.step(held, -1);
    if (held && action === 'hop_next') return this.step(held, 1);
    if (held && action === 'hop_open') return this.soon('accept');
    return action in KEYS ? this.soon(action) : undefined;
  }

  // At once, or when the inspector of this sentence has come.
  soon(action) {
    if (this.bench.isShown()) return this.act(action);
    const at = this.bench.here();
    this.bench.settled().then(() => { if (at === this.bench.here()) this.act(action); });
    return true;
  }

  act(action) {
    const { current } = this;
    if (current) KEYS[action](this, current);
    else say(this.words.unsuggested);
    return true;
  }

  focus(suggestion) {
    suggestion.focus({ preventScroll: true });
    suggestion.scrollIntoView({ block: 'nearest' });
    return true;
  }

  step(suggestion, by) {
    const { all } = this;
    const next = all[all.indexOf(suggestion) + by];
    if (next) return this.focus(next);
    return by < 0 && this.chain.hops.length ? this.chain.toHops() : this.bench.focusOn('source');
  }

  revise(suggestion) {
    suggestion.querySelector('details').open = true;
    suggestion.scrollIntoView({ block: 'nearest' });
    const first = suggestion.querySelector('[name=source]');
    first.focus();
    first.select();
  }

  fold(suggestion) {
    suggestion.querySelector('details').open = false;
    return this.focus(suggestion);
  }

  // After the inspector has taken the save over: show what becomes of it.
  submitted(event) {
    const form = event.target;
    const suggestion = form.closest('[data-suggestion]');
    if (!suggestion) return;
    const names = [...suggestion.querySelectorAll('[name=source]')].map((field) => field.value.trim()).filter(Boolean);
    const inside = suggestion.contains(document.activeElement);
    const next = this.all.find((other) => other !== suggestion);
    const list = suggestion.closest('.suggestions');
    suggestion.remove();
    if (!this.all.length) list.remove();
    if (form.dataset.save === 'chain') {
      this.chain.pending(names);
      announce(this.words.taken.replace('{chain}', names.join(' ← ')));
    } else announce(this.words.dismissed);
    if (inside && next && form.dataset.save !== 'chain') this.focus(next);
    else if (inside) this.bench.toText();
    this.mark();
  }

  // Mark the words of the suggestion under the pointer or with the focus.
  mark() {
    const looked = document.querySelector('[data-suggestion]:hover') ?? document.activeElement?.closest('[data-suggestion]');
    if (looked === this.marked && (!looked || looked.isConnected)) return;
    this.marked = looked;
    this.sheet.point(looked ? JSON.parse(looked.dataset.marks) : {});
  }
}

const KEYS = {
  suggestions: (suggestions, one) => suggestions.focus(one),
  accept: (_, one) => one.querySelector('form[data-save=chain]').requestSubmit(),
  revise: (suggestions, one) => suggestions.revise(one),
  dismiss: (_, one) => one.querySelector('form[data-save=suggestion-dismiss]').requestSubmit(),
};
