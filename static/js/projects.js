// The pages about projects: a short name suggested as the name is typed, and verdicts as they will be called; also for what
// was typed before this came.
import './drafts.js';

const plain = (name) => name.toLowerCase().replace(/ß/g, 'ss').replace(/æ/g, 'ae').replace(/ø/g, 'o').replace(/ł/g, 'l')
  .normalize('NFKD').replace(/\p{M}/gu, '').split(/[^a-z0-9]+/).filter(Boolean).join('-').slice(0, 60).replace(/-$/, '');

for (const slug of document.querySelectorAll('[data-slug-of]')) {
  const name = document.getElementById(slug.dataset.slugOf);
  let own = slug.value !== '' && slug.value !== plain(name.value);
  const suggest = () => { if (!own) slug.value = plain(name.value); };
  name.addEventListener('input', suggest);
  slug.addEventListener('input', () => { own = slug.value !== ''; });
  suggest();
}

for (const input of document.querySelectorAll('[data-preview]')) {
  const shown = document.getElementById(input.dataset.preview);
  const show = () => { shown.textContent = input.value.trim() || shown.dataset.usual; };
  input.addEventListener('input', show);
  show();
}
