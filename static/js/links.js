// Web links as evidence: what somebody pastes or drops anywhere on the page.
import { say } from './notices.js';

// `isShown()`: whether the inspector shows the current sentence; `save(link)`; `leave()`: back to the text.
export function linking({ work, words, isShown, save, leave }) {
  const attach = (text) => {
    const links = linksIn(text);
    if (!links.length) { say(words.no_links); return false; }
    links.forEach(save);
    if (isShown()) showPending(links);
    return true;
  };
  document.addEventListener('paste', (event) => {
    if (event.target.closest?.('input, textarea, select, dialog')) return;
    if (attach(event.clipboardData.getData('text'))) event.preventDefault();
  });
  document.addEventListener('dragover', (event) => {
    if ([...event.dataTransfer.types].some((type) => type === 'text/uri-list' || type === 'text/plain')) event.preventDefault();
  });
  document.addEventListener('drop', (event) => {
    if (event.target.closest?.('input, textarea')) return;
    event.preventDefault();
    attach(dropped(event.dataTransfer));
  });
  work.addEventListener('added', ({ detail }) => {
    if (detail.kind !== 'evidence') return;
    if (isShown()) showPending(detail.fields.url.flatMap((text) => text.trim().split(/\s+/)));
    leave();
  });
}

// Cards for links that are on their way to the server.
function showPending(links) {
  const list = document.getElementById('p-evidence');
  list.querySelector('.hint')?.remove();
  for (const link of links) {
    const card = document.createElement('p');
    card.className = 'ev pending';
    card.textContent = link;
    list.append(card);
  }
}

// The links of a text, each once, without the punctuation around them.
function linksIn(text) {
  const found = (text.match(/https?:\/\/[^\s<>"“”«»]+/gi) ?? []).map((link) => {
    const bare = link.replace(/[.,;:!?…'\]]+$/, '');
    return bare.endsWith(')') && !bare.includes('(') ? bare.replace(/[).,;:!?…]+$/, '') : bare;
  });
  return [...new Set(found)];
}

// The text of a drop: its list of links where it has one.
function dropped(transfer) {
  const list = transfer.getData('text/uri-list').split('\n').filter((line) => line && !line.startsWith('#'));
  return list.join('\n') || transfer.getData('text/plain');
}
