// Pages that open over this one: guidelines, keys, history. Without this script they are pages of their own.

// `onUndo(form)`: the reader takes a change of the history back.
export function dialogs(dialog, { onUndo }) {
  const title = dialog.querySelector('h2');
  const body = dialog.querySelector('.body');
  document.addEventListener('click', (event) => {
    const link = event.target.closest('a[data-dialog]');
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      open(link.href);
    }
    if (event.target === dialog || event.target.closest('[data-close]')) dialog.close();
  });
  dialog.addEventListener('submit', (event) => {
    event.preventDefault();
    if (event.target.dataset.save !== 'undo') { send(event.target, event.submitter); return; }
    dialog.close();
    onUndo(event.target);
  });
  async function open(url) {
    await htmx.ajax('GET', url, { target: body, swap: 'innerHTML' });
    title.textContent = body.querySelector('.dialog-title')?.textContent ?? '';
    if (!dialog.open) dialog.showModal();
    body.dispatchEvent(new CustomEvent('renewed', { bubbles: true }));
  }
  // A form of the dialog: refused, it comes back with the reason; taken, the page is opened anew where it was, or, where
  // the form stays, the dialog shows what it has become. The dialog
  // stays until then: a key pressed meanwhile would do something by bindings that no longer hold, or be lost.
  async function send(form, submitter) {
    const response = await fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form, submitter)), headers: { 'HX-Request': 'true' } }).catch(() => null);
    if (response?.ok && form.dataset.stay === undefined) { location.reload(); return; }
    if (!response) return;
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    body.replaceChildren(...page.body.childNodes);
    body.dispatchEvent(new CustomEvent('renewed', { bubbles: true }));
  }
  return open;
}
