// Long texts in forms of their own pages: kept in this browser until they are saved.
for (const form of document.querySelectorAll('form[data-kept]')) {
  const key = `factcheck-${form.dataset.kept}`;
  const fields = [...form.querySelectorAll('textarea[name], input[name=note], input[name=seen]')];
  const stored = fields.map((field) => field.value);
  const restored = form.querySelector('[data-restored]');
  const refused = document.querySelector('[role=alert]') !== null;
  const keep = () => {
    try {
      localStorage.setItem(key, JSON.stringify(Object.fromEntries(fields.map((field) => [field.name, field.value]))));
    } catch { /* No room left: the page still has it. */ }
  };
  if (refused) keep();
  const kept = JSON.parse(localStorage.getItem(key) ?? 'null');
  if (kept && !refused && fields.some((field) => kept[field.name] !== field.value)) {
    for (const field of fields) field.value = kept[field.name] ?? field.value;
    restored.hidden = false;
  }
  restored.querySelector('button').addEventListener('click', () => {
    fields.forEach((field, place) => { field.value = stored[place]; });
    localStorage.removeItem(key);
    restored.hidden = true;
    form.querySelector('textarea').focus();
  });
  form.addEventListener('input', keep);
}

// A page that says that something was saved no longer needs what was kept of it.
for (const saved of document.querySelectorAll('[data-saved]')) localStorage.removeItem(`factcheck-${saved.dataset.saved}`);
