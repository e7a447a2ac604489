// The attribution chain by keys: from hop to hop, what each is said to be, where it is reached from.
import { announce } from './notices.js';

export class Chain {
  // bench: what the workbench lends: save(path, fields, field, more), focusOn(id), here(), isShown(), settled() (resolves
  // once the inspector shows what was saved), mode(), setMode(mode), toText(). `words`: the texts of the foot.
  constructor(work, foot, inspector, words, bench) {
    Object.assign(this, { foot, inspector, words, bench });
    work.addEventListener('keydown', (event) => this.inField(event));
    work.addEventListener('submit', (event) => { if (event.target.dataset.save === 'hop') this.startFrom(''); });
    work.addEventListener('added', ({ detail }) => { if (detail.kind === 'hop') this.pending(detail.fields.source); });
  }

  get hops() { return [...document.querySelectorAll('#p-sourcing [data-hop]')]; }

  // Do what a key stands for; undefined where it is none of the chain's, false where there is nothing to do it to.
  run(action, event) {
    const hop = event?.target.closest?.('[data-hop]');
    if (action === 'source' || action === 'branch') return this.add(action, hop);
    if (action === 'hops') return this.toHops();
    if (action === 'leave') return hop && event.target !== hop ? this.focus(hop) : undefined;
    if (!hop) return ['nearer', 'further'].includes(action) ? false : undefined;
    const [what, value] = [action.slice(0, action.indexOf('_')), action.slice(action.indexOf('_') + 1)];
    if (what === 'act' || what === 'identification') return this.choose(hop, what, value);
    return HOP_ACTIONS[action]?.(this, hop);
  }

  // In the empty field for the next hop, ↑ goes to the last one.
  inField(event) {
    if (event.key !== 'ArrowUp' || event.target.id !== 'source' || event.target.value || event.defaultPrevented || event.altKey || this.bench.mode()) return;
    event.preventDefault();
    this.toHops();
  }

  add(action, hop) {
    const last = this.hops.at(-1);
    if (action === 'branch') this.startFrom('article', this.words.article);
    else this.startFrom(hop && hop !== last ? hop.dataset.hop : '', hop?.querySelector('b').textContent);
    return this.bench.focusOn('source');
  }

  // What the next hop is reached from: '' for the hop before it.
  startFrom(value, name = '') {
    const chip = document.getElementById('from');
    const [told, field] = chip.children;
    chip.hidden = field.disabled = !value;
    field.value = value;
    told.textContent = told.dataset.template.replace('{hop}', name);
  }

  // To the last hop; keys pressed before it is there hold for it.
  toHops() {
    if (this.bench.isShown() && this.hops.length && !this.inspector.isBusy) return this.focus(this.hops.at(-1));
    const ahead = new KeysAhead(this.bench.settled(), () => {
      this.bench.setMode(null, ahead);
      return this.hops.length > 0 && this.focus(this.hops.at(-1));
    });
    this.bench.setMode(ahead);
    return true;
  }

  focus(element) {
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block: 'nearest' });
    return true;
  }

  step(hop, by) {
    const { hops } = this;
    const next = hops[hops.indexOf(hop) + by];
    if (next) return this.focus(next);
    return by > 0 ? this.bench.focusOn('source') : true;
  }

  // Choose in the hop's own form, which saves it; the list shows it at once.
  choose(hop, name, value) {
    const field = hop.querySelector(`select[name=${name}]`);
    field.value = value;
    field.dispatchEvent(new Event('change', { bubbles: true }));
    const shown = hop.querySelector(`[data-shown=${name}]`);
    const label = field.selectedOptions[0]?.textContent ?? '';
    shown.textContent = value ? label : '';
    shown.hidden = !value;
    announce(`${field.labels[0].textContent}: ${label}`);
    return true;
  }

  nextMode(hop) {
    const values = [...hop.querySelector('select[name=mode]').options].map((option) => option.value);
    return this.choose(hop, 'mode', values[(values.indexOf(hop.querySelector('select[name=mode]').value) + 1) % values.length]);
  }

  several(hop, on) {
    const box = hop.querySelector('[type=checkbox][name=plural_stated]');
    if (on !== box.checked) box.click();
    hop.querySelector('[data-shown=plural_stated]').hidden = !box.checked;
    announce(`${box.closest('label').textContent.trim()}: ${box.checked ? this.words.yes : this.words.no}`);
    return true;
  }

  oneOfSeveral(hop) {
    const count = hop.querySelector('[name=n_identified]');
    this.several(hop, true);
    count.value = '1';
    count.dispatchEvent(new InputEvent('input', { bubbles: true }));
    this.inspector.outbox.flush();
    announce(`${count.labels[0].textContent}: 1`);
    return true;
  }

  move(hop, by) {
    return this.save(hop, '/move', { place: Math.max(0, Number(hop.dataset.place) + by) }, 'hop-move');
  }

  remove(hop) {
    const { hops } = this;
    const at = hops.indexOf(hop);
    const next = hops[at + 1] ?? hops[at - 1];
    if (next) this.focus(next);
    else this.bench.toText();
    hop.classList.add('pending');
    return this.save(hop, '/remove', {}, 'hop-remove');
  }

  save(hop, path, fields, field, more = {}) {
    this.bench.save(`/hops/${hop.dataset.hop}${path}`, fields, field, more);
    return true;
  }

  open(hop) {
    hop.querySelector('details').open = true;
    return this.focus(hop.querySelector('[name=source]'));
  }

  // Hops that are on their way to the server.
  pending(names) {
    const part = document.getElementById('p-sourcing');
    const field = document.getElementById('source');
    field.placeholder = field.dataset.next;
    const list = part.querySelector('.chain') ?? part.appendChild(Object.assign(document.createElement('ol'), { className: 'chain' }));
    for (const name of names) list.append(Object.assign(document.createElement('li'), { className: 'hop pending', textContent: name }));
  }

  linkUp(hop) {
    this.bench.setMode(new ViaMode(this, hop));
    return true;
  }
}

const HOP_ACTIONS = {
  hop_previous: (chain, hop) => chain.step(hop, -1),
  hop_next: (chain, hop) => chain.step(hop, 1),
  hop_open: (chain, hop) => chain.open(hop),
  hop_mode: (chain, hop) => chain.nextMode(hop),
  hop_plural: (chain, hop) => chain.several(hop, !hop.querySelector('[type=checkbox][name=plural_stated]').checked),
  hop_one: (chain, hop) => chain.oneOfSeveral(hop),
  hop_via: (chain, hop) => chain.linkUp(hop),
  hop_remove: (chain, hop) => chain.remove(hop),
  nearer: (chain, hop) => chain.move(hop, -1),
  further: (chain, hop) => chain.move(hop, 1),
};

// Choosing what a hop is reached from, besides or instead of what it is: ↑ ↓ choose, Enter ticks or unticks.
class ViaMode {
  constructor(chain, hop) {
    Object.assign(this, { chain, uid: hop.dataset.hop });
    this.via = hop.dataset.via.split(' ').filter(Boolean);
    const { hops } = chain;
    this.choices = ['article', ...hops.filter((other) => other !== hop).map((other) => other.dataset.hop)];
    this.at = Math.max(0, hops.indexOf(hop));
    this.show();
  }

  key(event) {
    if (event.key === 'ArrowUp' || event.key === 'ArrowDown') this.at = Math.min(Math.max(this.at + (event.key === 'ArrowUp' ? -1 : 1), 0), this.choices.length - 1);
    else if (event.key === 'Enter' || event.key === ' ') { this.toggle(this.choices[this.at]); return true; }
    else if (event.key === 'Escape') { this.leave(); return true; }
    else return event.key.length === 1;
    this.show();
    return true;
  }

  get hop() { return document.getElementById(`h-${this.uid}`); }

  element(choice) { return choice === 'article' ? document.querySelector('#p-sourcing .chain-node.article') : document.getElementById(`h-${choice}`); }

  show() {
    const { words, foot } = this.chain;
    this.clear();
    const choice = this.choices[this.at];
    const element = this.element(choice);
    element?.setAttribute('data-choosing', '');
    element?.scrollIntoView({ block: 'nearest' });
    const name = choice === 'article' ? words.article : element?.querySelector('b').textContent;
    const ticked = choice === 'article' ? !this.via.length : this.via.includes(choice);
    foot.dataset.mode = words.via.replace('{hop}', `${ticked ? '✓ ' : ''}${name}`);
    announce(`${name}: ${ticked ? words.yes : words.no}`);
  }

  toggle(choice) {
    if (choice === 'article') this.via = [];
    else if (this.via.includes(choice)) this.via = this.via.filter((other) => other !== choice);
    else this.via.push(choice);
    const { hop } = this;
    this.leave();
    if (!hop) return;
    hop.dataset.via = this.via.join(' ');
    this.chain.save(hop, '', { via: this.via.length ? this.via : ['article'] }, 'hop-edit', { slot: 'via' });
  }

  clear() {
    for (const element of document.querySelectorAll('[data-choosing]')) element.removeAttribute('data-choosing');
  }

  leave() {
    this.clear();
    delete this.chain.foot.dataset.mode;
    this.chain.bench.setMode(null, this);
    this.hop?.focus({ preventScroll: true });
  }
}

// A mode that keeps the keys pressed until the hops are there, and presses them then.
class KeysAhead {
  constructor(ready, arrive) {
    this.pressed = [];
    ready.finally(() => {
      if (!arrive()) return;
      for (const init of this.pressed) document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { ...init, bubbles: true, cancelable: true }));
    });
  }

  key({ key, code, shiftKey, altKey }) {
    this.pressed.push({ key, code, shiftKey, altKey });
    return true;
  }
}
