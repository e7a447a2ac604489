// Evidence in the inspector: files chosen, pasted or dropped, notes of calls, and a flag that is offered.
import { newClaim } from './outbox.js';
import { Uploads } from './uploads.js';

const KEPT_NAMES = 100;
const PICTURE = /^image\/(png|jpeg|gif|webp)$/;

// `here()`: {at, claim} of what is shown. `sealed()`: fields that seal what is attached, where that is wanted.
export function attaching({ work, url, inspector, outbox, sealed, here }) {
  const claims = new NewClaims(work.dataset.user);
  const uploads = new Uploads({ user: work.dataset.user, claimOf: (claim) => claims.named(claim) });
  const path = `${url}/attachments`;
  // To the evidence that `target` belongs to, or else as evidence of their own.
  const attach = (files, target) => {
    const evidence = target?.closest?.('.ev[id]')?.id.slice('e-'.length);
    for (const file of files) uploads.add({ path, ...here(), fields: { file, ...(evidence ? { evidence } : sealed()) }, name: file.name });
  };

  outbox.addEventListener('receipt', ({ detail: { entry, receipt } }) => {
    if (entry.field !== 'new-claim') return;
    claims.name(newClaim(entry.key), receipt.claim);
    uploads.next();
  });
  addEventListener('storage', (event) => { if (event.key === claims.place) uploads.next(); });
  uploads.addEventListener('stored', ({ detail: { upload, receipt } }) => {
    if (upload.article !== location.pathname) return;
    outbox.accept({ ...upload, claim: claims.named(upload.claim), field: 'evidence' }, receipt);
  });
  work.addEventListener('inspector', () => { uploads.tell(); restore(); });
  // The copy of a link has come: its card has more to say.
  work.addEventListener('evidence-fetched', () => inspector.refresh(['evidence', 'submit']));

  work.addEventListener('change', (event) => {
    if (!event.target.matches('[data-upload] input[type=file]')) return;
    attach([...event.target.files], event.target);
    event.target.value = '';
  });
  work.addEventListener('submit', (event) => {
    const form = event.target.closest('form[data-upload]');
    if (!form) return;
    event.preventDefault();
    const { title, text, file } = form.elements;
    if (file) { attach([...file.files], form); return; }
    if (!text.value.trim()) { text.focus(); return; }
    uploads.add({ path, ...here(), fields: { title: title.value, text: text.value, ...sealed() }, name: title.value.trim() });
    form.reset();
    localStorage.removeItem(draft());
  });
  work.addEventListener('input', (event) => {
    const form = event.target.closest('form[data-upload=note]');
    if (form) localStorage.setItem(draft(), JSON.stringify([form.elements.title.value, form.elements.text.value]));
  });
  // Before the page's own listeners, which look for links.
  document.addEventListener('paste', (event) => taken(event, [...event.clipboardData.files].filter((file) => PICTURE.test(file.type) || file.type === 'application/pdf')), true);
  document.addEventListener('drop', (event) => { over(null); work.classList.remove('dropping'); taken(event, [...event.dataTransfer.files]); }, true);
  document.addEventListener('dragover', (event) => {
    if (![...event.dataTransfer.types].includes('Files')) return;
    event.preventDefault();
    work.classList.add('dropping');
    over(event.target.closest?.('.ev[id]'));
  });
  document.addEventListener('dragleave', (event) => { if (!event.relatedTarget) { over(null); work.classList.remove('dropping'); } });
  work.addEventListener('click', (event) => {
    const flag = event.target.closest('[data-flag]')?.dataset.flag;
    const box = flag && inspector.element.querySelector(`[name=flags][value=${flag}]`);
    if (!box || box.checked) return;
    box.checked = true;
    box.dispatchEvent(new Event('change', { bubbles: true }));
    inspector.element.querySelector('#quotations > summary')?.focus();
    event.target.closest('.row').remove();
  });

  // Show to which piece of evidence a file goes that is let go of now.
  function over(piece) {
    for (const other of work.querySelectorAll('.ev.over')) if (other !== piece) other.classList.remove('over');
    piece?.classList.add('over');
  }
  // What was typed of a note and not attached yet stays with its claim.
  function draft() {
    return `factcheck:note:${work.dataset.user}:${location.pathname}:${inspector.at}:${inspector.claim}`;
  }
  function restore() {
    const form = inspector.element.querySelector('form[data-upload=note]');
    const [title, text] = JSON.parse(localStorage.getItem(draft()) ?? '[]');
    if (!form || !(title || text)) return;
    form.elements.title.value = title;
    form.elements.text.value = text;
    form.closest('details').open = true;
  }
  restore();

  function taken(event, files) {
    if (!files.length || event.target.closest?.('dialog')) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    attach(files, event.target);
  }
}

// Claims that were made a moment ago have their names from the receipts of the saves that made them. A file may wait for
// longer than the page lives, or the receipt go to another page.
class NewClaims {
  constructor(user) {
    Object.assign(this, { place: `factcheck:made:${user}`, here: {} });
  }

  stored() {
    return { ...JSON.parse(localStorage.getItem(this.place) ?? '{}'), ...this.here };
  }

  name(claim, uid) {
    this.here[claim] = uid;
    const latest = Object.entries(this.stored()).slice(-KEPT_NAMES);
    try { localStorage.setItem(this.place, JSON.stringify(Object.fromEntries(latest))); } catch { /* no room: this page knows */ }
  }

  // The server's name of a claim; null while it has none.
  named(claim) {
    return claim.startsWith('new:') ? this.stored()[claim] ?? null : claim;
  }
}
