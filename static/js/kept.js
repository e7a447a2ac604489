// Views of what was typed and did not get onto the server: two versions of a text, or a text that was refused.

// The version typed here beside the stored one; one of them is chosen, or both are joined.
export function conflictView(inspector, conflict) {
  const { entry, error } = conflict;
  const { outbox } = inspector;
  const isText = 'text' in entry.fields;
  const view = document.getElementById('conflict-template').content.cloneNode(true).firstElementChild;
  const [mine, theirs] = view.querySelectorAll('textarea');
  mine.value = words(inspector, entry, error.yours);
  theirs.value = words(inspector, entry, error.theirs);
  mine.readOnly = !isText;
  view.querySelector('p').textContent = error.message;
  if (!isText) view.querySelector('[data-choice=both]').remove();
  view.addEventListener('click', (event) => {
    const choice = event.target.closest('button')?.dataset.choice;
    if (!choice) return;
    outbox.settle(conflict);
    const text = { mine: mine.value, theirs: theirs.value, both: `${theirs.value}\n\n${mine.value}` }[choice];
    const area = inspector.element.querySelector(`textarea[data-text=${entry.field}]`);
    if (isText && area) area.value = text;
    if (choice === 'theirs') inspector.work.dispatchEvent(new CustomEvent('stored', { detail: { at: entry.at, [entry.field]: error.theirs } }));
    else outbox.again(entry, { fields: { ...entry.fields, ...(isText ? { text } : {}) }, version: error.version });
    view.remove();
    (area ?? inspector.element).focus();
    if (choice === 'theirs') inspector.load(inspector.at, inspector.claim);
  });
  return view;
}

// A text that was refused and has no field on the page: its claim is gone.
export function refusedView(inspector, entry) {
  const { outbox } = inspector;
  const view = document.getElementById('refused-template').content.cloneNode(true).firstElementChild;
  const area = view.querySelector('textarea');
  area.value = words(inspector, entry, Object.values(entry.fields)[0]);
  view.querySelector('p').textContent = entry.message;
  const history = view.querySelector('a');
  if (entry.claim) history.href = `${inspector.url}/history?claim=${entry.claim}`;
  else history.remove();
  view.addEventListener('click', (event) => {
    const choice = event.target.closest('button')?.dataset.choice;
    if (!choice) return;
    if (choice === 'drop') outbox.dismiss(entry);
    else outbox.again(entry, { claim: inspector.claim, version: undefined });
    view.remove();
    inspector.element.focus();
    if (choice === 'again') inspector.load(inspector.at, inspector.claim);
  });
  return view;
}

// A value as the page names it: a verdict by its label.
function words(inspector, entry, value) {
  const label = (key) => inspector.element.querySelector(`[name="${entry.field}"][value="${CSS.escape(key)}"]`)?.closest('label').querySelector('span').textContent ?? key;
  return [value ?? ''].flat().map((one) => (['verdict', 'flags', 'confidence'].includes(entry.field) ? label(one) : one)).join(', ');
}
