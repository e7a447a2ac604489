// The whole article at a glance: a spine of all sentences beside it, and how far the checking has come.

const PAD = 10;
const GAP = 3;
const VERDICTS = ['supported', 'mostly_supported', 'mixed', 'mostly_refuted', 'refuted', 'not_enough_evidence', 'conflicting', 'not_checkable'];
// How wide (share) and in how many pieces a verdict's bar is drawn.
const SHAPES = { supported: [1, 1], mostly_supported: [0.75, 1], mixed: [0.75, 2], mostly_refuted: [0.5, 2], refuted: [0.5, 1], not_enough_evidence: [0.3, 3], conflicting: [1, 3], not_checkable: [0.2, 1] };
// Paragraphs that rarely hold anything to check (docs/decisions/0009).
const UNCHECKED = new Set(['byline', 'dateline', 'credit', 'boilerplate']);

export class Overview {
  constructor(sheet) {
    this.sheet = sheet;
    this.spine = document.getElementById('spine');
    this.meter = document.getElementById('meter');
    this.count = document.getElementById('count');
    new ResizeObserver(() => this.draw()).observe(this.spine);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => { this.colours = null; this.bars = null; this.draw(); });
  }

  // Take stock of what there is to decide, by verdict ('': none yet).
  read() {
    this.units = this.sheet.sentences.map(verdictsOf);
    this.counts = new Map();
    for (const unit of this.units) this.add(unit, 1);
    this.bars = null;
    this.draw();
  }

  // The marks of one sentence have changed.
  marked(index) {
    this.add(this.units[index], -1);
    this.units[index] = verdictsOf(this.sheet.sentences[index]);
    this.add(this.units[index], 1);
    this.bars = null;
    this.draw();
  }

  add(verdicts, by) {
    for (const verdict of verdicts) this.counts.set(verdict, (this.counts.get(verdict) ?? 0) + by);
  }

  palette() {
    if (this.colours) return this.colours;
    const probe = document.body.appendChild(document.createElement('i'));
    const resolve = (name) => { probe.style.color = `var(${name})`; return getComputedStyle(probe).color; };
    this.colours = { rule: resolve('--rule'), accent: resolve('--accent') };
    for (const verdict of VERDICTS) this.colours[verdict] = resolve(`--v-${verdict.replaceAll('_', '-')}`);
    probe.remove();
    return this.colours;
  }

  draw() {
    cancelAnimationFrame(this.frame);
    this.frame = requestAnimationFrame(() => { this.drawSpine(); this.drawMeter(); });
  }

  // One bar a sentence, its length in the text; a verdict shows in colour and in how wide and how whole the bar is.
  drawSpine() {
    const { width, height, context } = sized(this.spine);
    const total = this.sheet.starts.at(-1) + 80;
    const scale = (height - 2 * PAD) / total;
    const top = (index) => PAD + (this.sheet.starts[index] ?? total) * scale;
    if (this.bars?.height !== this.spine.height || this.bars?.width !== this.spine.width) this.bars = this.drawBars(width, top);
    context.drawImage(this.bars, 0, 0, width, height);
    const index = this.sheet.sentences.indexOf(this.sheet.current);
    context.strokeStyle = this.palette().accent;
    context.lineWidth = 2;
    if (index >= 0) context.strokeRect(3, top(index) - 2, width - 6, tall(top, index) + 4);
  }

  // The bars are kept as a picture: with thousands of sentences, moving on would not be felt as prompt otherwise.
  drawBars(width, top) {
    const bars = document.createElement('canvas');
    Object.assign(bars, { width: this.spine.width, height: this.spine.height });
    const context = bars.getContext('2d');
    context.scale(devicePixelRatio || 1, devicePixelRatio || 1);
    const colours = this.palette();
    this.sheet.sentences.forEach((sentence, index) => {
      const verdict = sentence.dataset.v;
      const [share, pieces] = SHAPES[verdict] ?? [1, 1];
      context.fillStyle = colours[verdict] ?? colours.rule;
      // However long the sentence, its pieces stay close together.
      const high = tall(top, index);
      const gap = Math.min(high / (2 * pieces - 1), GAP);
      const piece = (high - gap * (pieces - 1)) / pieces;
      for (let n = 0; n < pieces; n += 1) context.fillRect(6, top(index) + n * (piece + gap), (width - 12) * share, piece);
    });
    return bars;
  }

  drawMeter() {
    const { width, height, context } = sized(this.meter);
    const colours = this.palette();
    const all = [...this.counts.values()].reduce((sum, count) => sum + count, 0);
    let left = 0;
    for (const verdict of VERDICTS) {
      const wide = ((this.counts.get(verdict) ?? 0) / all) * width;
      context.fillStyle = colours[verdict];
      context.fillRect(left, 0, wide, height);
      left += wide;
    }
    const number = new Intl.NumberFormat(document.documentElement.lang);
    const done = number.format(all - (this.counts.get('') ?? 0));
    this.count.textContent = this.count.dataset.template.replace('{done}', done).replace('{all}', number.format(all));
  }

  // The sentence at a height of the spine, 0 to 1.
  atSpine(share) {
    return this.sheet.find(share * (this.sheet.starts.at(-1) + 80));
  }
}

// What there is to decide at a sentence: its claims, or itself; nothing at a byline or a credit without a claim.
function verdictsOf(sentence) {
  const { p, v } = sentence.dataset;
  if (p) return p.split(';').map((part) => part.split(':')[0]);
  return v ? [v] : UNCHECKED.has(sentence.parentElement.className) ? [] : [''];
}

// How tall a sentence's bar is, with a gap to the next where there is room for one.
function tall(top, index) {
  const room = top(index + 1) - top(index);
  return Math.max(1, room - (room > 4 ? 2 : 0));
}

function sized(canvas) {
  const ratio = devicePixelRatio || 1;
  const { clientWidth: width, clientHeight: height } = canvas;
  canvas.width = width * ratio;
  canvas.height = height * ratio;
  const context = canvas.getContext('2d');
  context.scale(ratio, ratio);
  return { width, height, context };
}
