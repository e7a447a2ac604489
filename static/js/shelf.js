// Saves on the shelf: what a page has not got onto the server yet stays in this browser, and what other pages of the same
// person left behind is taken over. A page that lives says so every few seconds; one that is silent for long is gone.
const PREFIX = 'factcheck:outbox:';
const ALIVE = 'factcheck:alive:';
const HEARTBEAT = 3000;
const ORPHANED = 10000;

export class Shelf {
  // page: a name that no other page has; user: whose saves these are; `found(left)`: gets {entries, conflicts, refused}
  // of a page that is gone.
  constructor(page, user, found) {
    Object.assign(this, { page, user, found });
    setInterval(() => this.beat(), HEARTBEAT);
    addEventListener('storage', (event) => { if (event.key?.startsWith(PREFIX)) this.adopt(); });
  }

  // Put {entries, conflicts, refused} there in place of what was. Whether there is room for it.
  put({ entries, conflicts, refused }) {
    const name = PREFIX + this.page;
    try {
      if (entries.length || conflicts.length || refused.length) localStorage.setItem(name, JSON.stringify({ user: this.user, entries, conflicts, refused }));
      else localStorage.removeItem(name);
      return true;
    } catch {
      return false;
    }
  }

  beat() {
    try { localStorage.setItem(ALIVE + this.page, String(Date.now())); } catch { /* told when something is put */ }
    this.adopt();
  }

  // The page is going: whatever is on its shelf may be taken over at once.
  leave() {
    if (localStorage.getItem(PREFIX + this.page) === null) localStorage.removeItem(ALIVE + this.page);
    else localStorage.setItem(ALIVE + this.page, '0');
  }

  // Take over the saves of pages of the same person that are gone. Twice taken over is harmless: the keys are the same.
  adopt() {
    for (const name of Object.keys(localStorage)) {
      if (!name.startsWith(PREFIX) || name === PREFIX + this.page) continue;
      const page = name.slice(PREFIX.length);
      if (Date.now() - Number(localStorage.getItem(ALIVE + page) ?? 0) < ORPHANED) continue;
      const left = parsed(localStorage.getItem(name));
      if (!left || left.user !== this.user) continue;
      localStorage.removeItem(name);
      localStorage.removeItem(ALIVE + page);
      this.found(left);
    }
  }
}

function parsed(text) {
  try { return JSON.parse(text); } catch { return null; }
}
