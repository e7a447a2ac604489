// The way in: keeps a draft until the article is created, counts characters, and reads files dropped on the page.
const form = document.querySelector('form[data-draft]');
const text = form.elements.namedItem('text');
const storedAs = `factcheck.draft.${form.dataset.reader}`;
const SAVE_AFTER = 300;

function load() {
  try {
    return JSON.parse(localStorage.getItem(storedAs));
  } catch {
    return null;
  }
}

function forget() {
  localStorage.removeItem(storedAs);
}

// The language of the preview was told from its text; only a choice made on the first page is kept for the next text.
const kept = ['text', 'title', 'idempotency_key', ...(form.dataset.draft === 'new' ? ['lang'] : [])];

function save() {
  if (!text.value.trim()) {
    forget();
    return;
  }
  const draft = Object.fromEntries(kept.map((name) => [name, form.elements.namedItem(name).value]));
  try {
    localStorage.setItem(storedAs, JSON.stringify(draft));
  } catch {
    // Too long for this browser's storage: the form itself still holds it.
  }
}

let waiting = 0;
form.addEventListener('input', () => {
  clearTimeout(waiting);
  waiting = setTimeout(save, SAVE_AFTER);
});
window.addEventListener('pagehide', () => {
  if (waiting) save();
});

// The server names the draft that it made an article of; that one is done with.
const done = document.cookie.match(/(?:^|; )intake_done=([\w-]+)/)?.[1];
if (done && load()?.idempotency_key === done) forget();

if (form.dataset.draft === 'preview') save();
else paste();

function paste() {
  const words = JSON.parse(form.dataset.words);
  const limits = { characters: Number(form.dataset.characters), megabytes: Number(form.dataset.megabytes) };
  const number = new Intl.NumberFormat(document.documentElement.lang);
  const output = document.getElementById('count');
  const refused = document.getElementById('refused');
  const restored = document.getElementById('restored');
  const file = form.elements.namedItem('file');
  const key = form.elements.namedItem('idempotency_key');
  const fresh = key.value;

  // Offsets count code points; a string's length counts UTF-16 units.
  const characters = () => text.value.length - (text.value.match(/[\ud800-\udbff][\udc00-\udfff]/g)?.length ?? 0);
  const count = () => {
    output.value = text.value ? words.count.replace('{n}', number.format(characters())) : '';
  };
  const refuse = (message) => {
    refused.textContent = message;
    refused.hidden = !message;
  };
  const tooLarge = (chosen) => chosen && chosen.size > limits.megabytes * 1_000_000;

  const draft = load();
  if (draft && !text.value) {
    for (const name of kept) if (draft[name] !== undefined) form.elements.namedItem(name).value = draft[name];
    restored.hidden = false;
  }
  count();
  text.addEventListener('input', count);

  document.getElementById('discard').addEventListener('click', () => {
    forget();
    for (const name of ['text', 'title']) form.elements.namedItem(name).value = '';
    key.value = fresh;
    restored.hidden = true;
    count();
    text.focus();
  });

  form.addEventListener('submit', (event) => {
    let message = '';
    if (characters() > limits.characters) {
      message = words.long.replace('{n}', number.format(characters())).replace('{max}', number.format(limits.characters));
    } else if (tooLarge(file.files[0])) {
      message = words.large.replace('{max}', limits.megabytes);
    }
    refuse(message);
    if (message) {
      event.preventDefault();
      refused.scrollIntoView({ block: 'nearest' });
    }
  });

  const drop = document.getElementById('drop');
  const carriesFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes('Files');
  document.addEventListener('dragover', (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    drop.hidden = false;
  });
  document.addEventListener('dragleave', (event) => {
    if (!event.relatedTarget) drop.hidden = true;
  });
  document.addEventListener('drop', (event) => {
    drop.hidden = true;
    if (!carriesFiles(event)) return;
    event.preventDefault();
    if (event.dataTransfer.files.length > 1) {
      refuse(words.one);
      return;
    }
    file.files = event.dataTransfer.files;
    form.requestSubmit();
  });
}
