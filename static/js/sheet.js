// The text of the article: which sentence is where, offsets in code points, and marks.
import { Overview } from './overview.js';

const codePoints = (text) => { let n = 0; for (const _ of text) n += 1; return n; };

// Code points → UTF-16 units, as the browser counts.
const units = (text, points) => {
  let unit = 0;
  for (let left = points; left > 0 && unit < text.length; left -= 1) unit += text.codePointAt(unit) > 0xffff ? 2 : 1;
  return unit;
};

export class Sheet {
  constructor(root) {
    this.root = root;
    this.overview = new Overview(this);
    this.read();
  }

  // Take stock of the sentences; again after the text was cut differently.
  read() {
    this.element = this.root.querySelector('#sheet');
    this.sentences = [...this.element.querySelectorAll('.s')];
    this.starts = this.sentences.map((sentence) => Number(sentence.id.slice(1)));
    this.highlight();
    this.overview.read();
  }

  get current() { return this.element.querySelector('.s[aria-current]'); }

  at(sentence) { return Number(sentence.id.slice(1)); }

  // The index of the sentence that holds the offset.
  indexOf(offset) {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.starts[middle] <= offset) low = middle; else high = middle - 1;
    }
    return low;
  }

  find(offset) { return this.sentences[this.indexOf(offset)]; }

  step(by) {
    const index = this.sentences.indexOf(this.current) + by;
    return this.sentences[index];
  }

  nextOpen() {
    const from = this.sentences.indexOf(this.current);
    return this.sentences.slice(from + 1).find((sentence) => !sentence.dataset.v) ?? this.sentences.find((sentence) => !sentence.dataset.v);
  }

  // Where a DOM point is in the text, in code points; `edge` says which side counts when it is between sentences.
  offsetOf(node, offset, sentence) {
    if (!sentence.contains(node)) return null;
    const text = node.nodeType === Node.TEXT_NODE ? node.data.slice(0, offset) : offset > 0 ? sentence.textContent : '';
    return this.at(sentence) + codePoints(text);
  }

  // The selected words as [start, end) in code points, white space at the ends left out; null for none.
  selection() {
    const selected = getSelection();
    if (!selected.rangeCount || selected.isCollapsed) return null;
    const range = selected.getRangeAt(0);
    if (!this.element.contains(range.commonAncestorContainer)) return null;
    const inside = this.sentences.filter((sentence) => range.intersectsNode(sentence));
    if (!inside.length) return null;
    const [first, last] = [inside[0], inside.at(-1)];
    let start = this.offsetOf(range.startContainer, range.startOffset, first) ?? this.at(first);
    let end = this.offsetOf(range.endContainer, range.endOffset, last) ?? this.at(last) + codePoints(last.textContent);
    const lead = first.textContent.slice(units(first.textContent, start - this.at(first)));
    start += codePoints(lead) - codePoints(lead.trimStart());
    const tail = last.textContent.slice(0, units(last.textContent, end - this.at(last)));
    end -= codePoints(tail) - codePoints(tail.trimEnd());
    return end > start ? [start, end] : null;
  }

  // A DOM range over [start, end) in code points.
  range(start, end) {
    const [first, last] = [this.find(start), this.find(Math.max(start, end - 1))];
    const range = new Range();
    range.setStart(first.firstChild, units(first.textContent, start - this.at(first)));
    range.setEnd(last.firstChild, units(last.textContent, end - this.at(last)));
    return range;
  }

  // The words from a sentence on (and a few sentences around it) as [start, end) in code points.
  words(sentence, around = 4) {
    const index = this.sentences.indexOf(sentence);
    const segmenter = new Intl.Segmenter(this.element.lang, { granularity: 'word' });
    return this.sentences.slice(Math.max(0, index - around), index + around + 1).flatMap((item) => {
      const found = [];
      let offset = this.at(item);
      for (const { segment, isWordLike } of segmenter.segment(item.textContent)) {
        const length = codePoints(segment);
        if (isWordLike) found.push([offset, offset + length]);
        offset += length;
      }
      return found;
    });
  }

  mark({ at, verdict, claims, evidence, noted, submitted, parts }) {
    const sentence = document.getElementById(`s${at}`);
    if (!sentence) return;
    const set = (name, value) => { if (value || value === '') sentence.dataset[name] = value; else delete sentence.dataset[name]; };
    set('v', verdict);
    if (claims !== undefined) {
      const before = sentence.dataset.p;
      set('c', claims > 1 ? claims : null);
      set('e', evidence || null);
      set('n', noted ? '' : null);
      set('d', submitted ? '' : null);
      set('p', parts || null);
      if (before !== sentence.dataset.p) this.highlight();
    }
    this.overview.marked(this.indexOf(at));
  }

  // Claims that are only part of a sentence are underlined through the highlight API: no node is split.
  highlight() {
    if (!CSS.highlights) return;
    const ranges = new Map();
    for (const sentence of this.element.querySelectorAll('.s[data-p]')) {
      for (const part of sentence.dataset.p.split(';')) {
        const [verdict, spans] = part.split(':');
        for (const span of spans.split(',')) {
          const [start, end] = span.split('-').map((number) => Number(number) + this.at(sentence));
          const name = `v-${verdict || 'none'}`;
          if (!ranges.has(name)) ranges.set(name, new Highlight());
          ranges.get(name).add(this.range(start, end));
        }
      }
    }
    for (const name of CSS.highlights.keys()) if (name.startsWith('v-')) CSS.highlights.delete(name);
    for (const [name, highlight] of ranges) CSS.highlights.set(name, highlight);
  }

  // Tint the words of the claim that the inspector shows, where they are only some of its sentence's.
  tint(spans) {
    if (!CSS.highlights) return;
    if (spans.length) CSS.highlights.set('claim', new Highlight(...spans.map(([start, end]) => this.range(start, end))));
    else CSS.highlights.delete('claim');
  }

  // Mark the words that a suggestion was read from: {source, cue, content}, each a list of [start, end).
  point(marks) {
    if (!CSS.highlights) return;
    for (const name of ['content', 'cue', 'source']) {
      const spans = marks[name] ?? [];
      if (spans.length) CSS.highlights.set(`said-${name}`, new Highlight(...spans.map(([start, end]) => this.range(start, end))));
      else CSS.highlights.delete(`said-${name}`);
    }
  }

}
