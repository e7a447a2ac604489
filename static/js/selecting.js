// Selecting words without a mouse: for a claim (a stretch of words) and for a cut (the place before a word).

export class WordMode {
  // words: [start, end) in code points, in order. `done` gets the chosen [start, end); for a cut, its start is the cut.
  constructor(sheet, foot, { mode, text, words, start, done, leave }) {
    Object.assign(this, { sheet, foot, mode, words, done, leave });
    this.anchor = Math.max(0, words.findIndex(([from]) => from >= start));
    if (mode === 'split') this.anchor = Math.min(this.anchor + 1, words.length - 1);
    this.focus = this.anchor;
    foot.dataset.mode = text;
    this.show();
  }

  get span() {
    const [low, high] = [Math.min(this.anchor, this.focus), Math.max(this.anchor, this.focus)];
    return [this.words[low][0], this.words[high][1]];
  }

  // Whether the key was for this mode.
  key(event) {
    const forward = this.sheet.element.dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    const backward = this.sheet.element.dir === 'rtl' ? 'ArrowRight' : 'ArrowLeft';
    if (event.key === forward || event.key === backward) {
      const to = this.focus + (event.key === forward ? 1 : -1);
      this.focus = Math.max(0, Math.min(this.words.length - 1, to));
      if (!event.shiftKey || this.mode === 'split') this.anchor = this.focus;
      this.show();
      return true;
    }
    if (event.key === 'Enter') {
      const span = this.span;
      this.end();
      this.done(span);
      return true;
    }
    if (event.key === 'Escape') {
      this.end();
      return true;
    }
    return event.key === 'Shift';
  }

  show() {
    const selection = getSelection();
    selection.removeAllRanges();
    selection.addRange(this.sheet.range(...this.span));
  }

  end() {
    delete this.foot.dataset.mode;
    getSelection().removeAllRanges();
    this.leave();
  }
}
