// What the page says: how saving goes, what keeps it from going, and short notices.
const saved = document.getElementById('saved');
const banner = document.getElementById('banner');
const toast = document.getElementById('toast');
const live = document.getElementById('announce');
const SHORT = 4000;
const LONG = 10000;
let toastTimer = 0;

// kept: a text that waits for a decision at another sentence, if there is one; goTo(at) leads there.
export function showStatus({ state, waiting, reason, message, savedAt }, { user, kept, goTo }) {
  const words = {
    saving: saved.dataset.saving,
    failed: saved.dataset.failed.replace('{n}', waiting),
    saved: savedAt ? saved.dataset.saved.replace('{time}', clock(savedAt)) : saved.dataset.idle,
  }[state];
  if (saved.textContent !== words) saved.textContent = words;
  saved.dataset.state = state;
  const why = {
    away: message || banner.dataset.away,
    ended: banner.dataset.ended,
    other: banner.dataset.other.replaceAll('{name}', user),
  }[reason] ?? (kept && `${banner.dataset.refused} ${kept.message}`);
  showBanner(why, { [reason]: true, kept }, goTo);
}

function showBanner(why, { ended, other, kept }, goTo) {
  banner.hidden = !why;
  if (!why || banner.firstChild?.textContent === why) return;
  banner.textContent = why;
  if (ended || other) {
    banner.append(' ', Object.assign(document.createElement('a'), { href: banner.dataset.signinUrl, target: '_blank', className: 'btn small', textContent: banner.dataset.signin }));
  } else if (kept) {
    const button = Object.assign(document.createElement('button'), { className: 'btn small', textContent: banner.dataset.show });
    button.addEventListener('click', () => goTo(kept.at));
    banner.append(' ', button);
  }
}

export function storageFull() {
  banner.hidden = false;
  banner.textContent = banner.dataset.full;
}

const time = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' };

// In the time zone that the reader chose, as everywhere on the page; else, or where the browser does not know it, in its own.
function clock(moment) {
  const { lang, dataset } = document.documentElement;
  try {
    return new Intl.DateTimeFormat(lang, { ...time, timeZone: dataset.timezone }).format(new Date(moment));
  } catch {
    return new Intl.DateTimeFormat(lang, time).format(new Date(moment));
  }
}

// A notice that goes by itself; with an action, it stays longer and offers that.
export function say(text, action = '', run = null) {
  toast.textContent = text;
  toast.hidden = false;
  if (action) {
    const button = Object.assign(document.createElement('button'), { textContent: action });
    button.addEventListener('click', () => { toast.hidden = true; run(); });
    toast.append(button);
  }
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => { toast.hidden = true; }, action ? LONG : SHORT);
}

export function announce(text) {
  live.textContent = text;
}
