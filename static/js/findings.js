// What the newsroom rules found, in the inspector: leading to where it is mended, and reasons for letting it stand.
import { say } from './notices.js';

const PREFIX = 'factcheck:reason:';
const FIELDS = { verdict: '.verdict input', flags: '#flags input', evidence: '#url', rationale: '#rationale', sourcing: '#source' };

export class Findings {
  constructor(work, outbox, inspector, words) {
    this.outbox = outbox;
    this.inspector = inspector;
    this.words = words;
    this.user = work.dataset.user;
    work.addEventListener('click', (event) => {
      const found = event.target.closest('[data-field]');
      if (found) this.goTo(found.dataset);
    });
    work.addEventListener('input', (event) => this.typed(event.target));
    work.addEventListener('submit', (event) => this.sent(event.target));
    work.addEventListener('inspector', () => this.restore());
    work.addEventListener('part', () => this.restore());
    outbox.addEventListener('receipt', ({ detail: { entry } }) => { if (entry.field === 'waive') this.forget(entry.path); });
    outbox.addEventListener('refused', ({ detail: { entry } }) => { if (entry.field === 'waive') this.reopen(entry); });
    this.restore();
  }

  get element() { return this.inspector.element; }

  // To where it is mended: the field of the evidence or hop that it is about, else the part of the inspector.
  goTo({ field, about, member }) {
    const piece = about ? document.getElementById(`e-${about}`) ?? document.getElementById(`h-${about}`) : null;
    const details = member ? piece?.querySelector('details.edit') : null;
    if (details) details.open = true;
    else if (field === 'flags') document.getElementById('flags').open = true;
    const target = details?.querySelector(`[name=${member}]`) ?? this.element.querySelector(FIELDS[field]);
    target?.focus();
  }

  // To the first finding; where there is none, to the button that hands the record in.
  focus() {
    const target = this.element.querySelector('.found .link, .found summary') ?? document.getElementById('hand-in');
    target?.focus();
    target?.scrollIntoView({ block: 'nearest' });
    return Boolean(target);
  }

  // After the server has answered whether the record is handed in.
  async handedIn({ submitted, findings }) {
    const told = findings.filter((finding) => (submitted ? finding.severity === 'warning' : finding.blocks));
    const list = [...new Set(told.map((finding) => finding.words))].join(' · ');
    if (!told.length) { say(this.words.submitted); return; }
    say((submitted ? this.words.warned : this.words.blocked).replace('{what}', list));
    if (submitted) return;
    await this.inspector.caughtUp();
    this.focus();
  }

  // A reason is kept in this browser until it is on the server: a reload in the middle of it loses nothing.
  typed(area) {
    const form = area.closest?.('form[data-save=waive]');
    if (!form || area.name !== 'text') return;
    try {
      if (area.value) localStorage.setItem(this.name(form.getAttribute('action')), area.value);
      else this.forget(form.getAttribute('action'));
    } catch { /* a full store is told by the outbox */ }
  }

  restore() {
    for (const form of this.element.querySelectorAll('form[data-save=waive]')) {
      const kept = localStorage.getItem(this.name(form.getAttribute('action')));
      const area = form.elements.text;
      if (kept === null || area.value) continue;
      area.value = kept;
      form.closest('details').open = true;
    }
  }

  // The form is on its way: leave it, so that this part of the page can be fetched anew.
  sent(form) {
    if (form.dataset.save !== 'waive') return;
    form.closest('details').open = false;
    document.getElementById('hand-in').focus({ preventScroll: true });
  }

  reopen(entry) {
    const form = [...this.element.querySelectorAll('form[data-save=waive]')].find((item) => item.getAttribute('action') === entry.path);
    if (!form) return;
    form.closest('details').open = true;
    form.elements.text.value ||= entry.fields.text;
    form.elements.text.focus();
  }

  forget(path) { localStorage.removeItem(this.name(path)); }

  name(path) { return `${PREFIX}${this.user}:${path}`; }
}
