// The forms of the inspector become saves: a choice at once, a text while it is typed, an adder when it is sent.

// Forms that add one thing more and are empty again.
export const ADDERS = new Set(['evidence', 'hop']);
// Forms whose fields are saved together.
const WHOLE = new Set(['claim', 'flags', 'confidence', 'kind', 'verdict']);
const CARRIED = new Set(['csrf_token', 'at', 'claim', 'version']);

export const isText = (element) => element?.matches?.('textarea, input:not([type=checkbox], [type=radio], [type=hidden])');

export class Forms {
  // place(form): {path, at, claim} of the form's saves; onVerdict(verdict).
  constructor(work, outbox, { place, onVerdict }) {
    Object.assign(this, { work, outbox, place, onVerdict });
    work.addEventListener('submit', (event) => this.submitted(event));
    work.addEventListener('change', (event) => this.changed(event));
    work.addEventListener('input', (event) => this.typed(event));
    work.addEventListener('focusout', (event) => this.left(event));
    work.addEventListener('click', (event) => this.preview(event.target.closest('[data-preview]')));
  }

  save(form, fields, { typing = false, slot = null } = {}) {
    this.outbox.add({ ...this.place(form), fields, field: form.dataset.save, slot, typing });
  }

  submitted(event) {
    const form = event.target.closest('form[data-save]');
    if (!form) return;
    event.preventDefault();
    const kind = form.dataset.save;
    if (kind === 'rationale' || kind === 'note') { this.outbox.flush(); return; }
    const fields = this.fields(form);
    if (kind === 'chain' && !fields.source.some((name) => name.trim())) { event.stopImmediatePropagation(); return; }
    if (ADDERS.has(kind)) {
      const input = form.querySelector('input.input');
      if (!input.value.trim()) return;
      input.value = '';
      clearFault(input);
      this.work.dispatchEvent(new CustomEvent('added', { detail: { kind, fields } }));
    }
    this.save(form, fields);
  }

  fields(form) {
    const fields = {};
    for (const [name, value] of new FormData(form)) {
      if (!CARRIED.has(name)) (fields[name] ??= []).push(value);
    }
    return fields;
  }

  changed(event) {
    const field = event.target;
    const form = field.closest('form[data-save]');
    if (!form) return;
    if (field.name === 'verdict') { this.onVerdict(field.value); return; }
    if (field.id === 'sealed') { this.save(form, { text: form.elements.text.value, sealed: field.checked ? '1' : '0' }, { slot: '' }); return; }
    if (!('change' in field.dataset) || isText(field)) return;
    if (field.name === 'via') exclusive(field);
    if (WHOLE.has(form.dataset.save)) { this.save(form, this.fields(form), { slot: '' }); return; }
    this.save(form, this.choice(field), { slot: field.name });
  }

  // One field on its own: what is ticked of a group of boxes, or the chosen value.
  choice(field) {
    if (field.type !== 'checkbox') return { [field.name]: field.value };
    const ticked = [...field.form.querySelectorAll(`[name="${field.name}"]:checked`)].map((box) => box.value);
    if (field.name === 'via') return { via: ticked.length ? ticked : [''] };
    return { [`${field.name}_given`]: '1', ...(ticked.length ? { [field.name]: ticked } : {}) };
  }

  typed(event) {
    const field = event.target;
    const form = field.closest?.('form[data-save]');
    if (!form || !isText(field)) return;
    clearFault(field);
    if (field.dataset.text) {
      const sealed = form.elements.sealed ? { sealed: form.elements.sealed.checked ? '1' : '0' } : {};
      this.save(form, { text: field.value, ...sealed }, { typing: true, slot: '' });
    } else if ('change' in field.dataset) {
      const whole = WHOLE.has(form.dataset.save);
      this.save(form, whole ? this.fields(form) : { [field.name]: field.value }, { typing: true, slot: whole ? '' : field.name });
    }
  }

  left(event) {
    if (isText(event.target) && event.target.closest('form[data-save]')) this.outbox.flush();
  }

  async preview(button) {
    if (!button) return;
    const area = document.getElementById(button.dataset.preview);
    const box = document.getElementById(`preview-${button.dataset.preview}`);
    box.hidden = !box.hidden;
    button.setAttribute('aria-expanded', String(!box.hidden));
    if (!box.hidden) await htmx.ajax('POST', '/preview', { target: box, swap: 'innerHTML', values: { text: area.value } });
  }
}

// What was said of a field's fault goes when the field is changed.
export function clearFault(field) {
  const next = (field.closest('.adder') ?? field).nextElementSibling;
  if (next?.matches('.field-fault')) next.remove();
}

// "The hop before it" and "this article" each stand alone.
function exclusive(field) {
  if (!field.checked) return;
  const single = field.value === '' || field.value === 'article';
  for (const other of field.form.elements.via) {
    if (other !== field && (single || other.value === '' || other.value === 'article')) other.checked = false;
  }
}
