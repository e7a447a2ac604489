// The pages about projects: a short name suggested as the name is typed, and verdicts as they will be called.
import './drafts.js';

const plain = (name) => name.toLowerCase().replace(/ß/g, 'ss').replace(/æ/g, 'ae').replace(/ø/g, 'o').replace(/ł/g, 'l')
  .normalize('NFKD').replace(/\p{M}/gu, '').split(/[^a-z0-9]+/).filter(Boolean).join('-').slice(0, 60).replace(/-$/, '');

for (const slug of document.querySelectorAll('[data-slug-of]')) {
  const name = document.getElementById(slug.dataset.slugOf);
  let own = slug.value !== '' && slug.value !== plain(name.value);
  name.addEventListener('input', () => { if (!own) slug.value = plain(name.value); });
  slug.addEventListener('input', () => { own = slug.value !== ''; });
}

for (const input of document.querySelectorAll('[data-preview]')) {
  const shown = document.getElementById(input.dataset.preview);
  input.addEventListener('input', () => { shown.textContent = input.value.trim() || shown.dataset.usual; });
}
