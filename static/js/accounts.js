// The pages about people: copying what is shown once, looking at a typed password, showing `Set` once another role is chosen.
for (const button of document.querySelectorAll('[data-copy]')) {
  const source = document.getElementById(button.dataset.copy);
  button.hidden = false;
  source.addEventListener('focus', () => source.select());
  button.addEventListener('click', async () => {
    source.select();
    try {
      await navigator.clipboard.writeText(source.value);
      button.textContent = button.dataset.done;
    } catch {
      source.focus();
    }
  });
}

for (const box of document.querySelectorAll('.secret')) {
  const input = box.querySelector('input');
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'btn quiet small reveal';
  button.textContent = box.dataset.show;
  button.setAttribute('aria-pressed', 'false');
  button.setAttribute('aria-controls', input.id);
  button.addEventListener('click', () => {
    const shown = input.type === 'text';
    input.type = shown ? 'password' : 'text';
    button.textContent = shown ? box.dataset.show : box.dataset.hide;
    button.setAttribute('aria-pressed', String(!shown));
    input.focus();
  });
  input.form.addEventListener('submit', () => { input.type = 'password'; });
  box.append(button);
}

for (const form of document.querySelectorAll('form.role')) {
  const button = form.querySelector('button');
  button.hidden = true;
  form.addEventListener('change', () => { button.hidden = false; });
}

(document.querySelector('[aria-invalid=true]') ?? document.querySelector('[data-focus]'))?.focus();
