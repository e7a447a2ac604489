// Which version of a claim's record the page knows, and which saves are on one record.

export class Versions {
  constructor() {
    this.known = new Map();
    this.firsts = new Map();
  }

  // A sentence of an article, by name.
  sentence({ at, article = location.pathname }) {
    return `${article}:${at}`;
  }

  // What shares one version: a claim's record, or what is to become the first claim of a sentence.
  chain(entry) {
    return entry.claim || this.firsts.get(this.sentence(entry)) || this.sentence(entry);
  }

  // Whether two saves are on one record.
  isOne(entry, other) {
    return this.chain(entry) === this.chain(other);
  }

  // Whether the later of two saves takes the place of the other.
  isSame(entry, other) {
    return other.slot !== null && entry.slot === other.slot && entry.path === other.path && this.isOne(entry, other);
  }

  of(entry) {
    const known = this.known.get(this.chain(entry));
    return known?.[entry.field] ?? known?.all;
  }

  // The version that the page shows of a claim's record.
  learn(place, version) {
    this.known.set(this.chain(place), { all: version });
  }

  // The first claim of a sentence is this one by now; '': there is none any more.
  name(place, claim) {
    if (claim) this.firsts.set(this.sentence(place), claim);
    else this.firsts.delete(this.sentence(place));
  }

  // A receipt says how far an entry's record has come; `later` saves on it, not tried yet, move on with it.
  advance(entry, receipt, names, later) {
    if (receipt.version === undefined) return;
    const chain = this.chain({ ...entry, claim: receipt.claim || entry.claim });
    // After a merge, another window's change stands in between: only this field is known up to the new version.
    const known = receipt.merged ? this.known.get(chain) ?? {} : { all: receipt.version };
    if (receipt.merged) known[entry.field] = receipt.version;
    this.known.set(chain, known);
    for (const other of later) {
      if (!other.tried && names.includes(this.chain(other)) && (!receipt.merged || other.field === entry.field)) other.version = receipt.version;
    }
  }
}
