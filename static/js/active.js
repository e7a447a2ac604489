// Seconds with input, per claim, for the reviewer's own planning. A pause longer than IDLE does not count.
const IDLE = 30000;
const LEAST = 5;

export class ActiveTime {
  // `send(at, claim, seconds)` is called when the reviewer turns to another claim or away from the page.
  constructor(send) {
    this.send = send;
    this.place = null;
    this.milliseconds = 0;
    this.last = 0;
    for (const name of ['keydown', 'pointerdown', 'wheel', 'pointermove']) addEventListener(name, () => this.input(), { passive: true, capture: true });
    document.addEventListener('visibilitychange', () => { if (document.hidden) this.turn(this.place); });
  }

  input() {
    const now = performance.now();
    if (this.last && now - this.last < IDLE) this.milliseconds += now - this.last;
    this.last = now;
  }

  turn(place) {
    const seconds = Math.round(this.milliseconds / 1000);
    if (this.place && seconds >= LEAST) {
      this.send(this.place.at, this.place.claim, seconds);
      this.milliseconds = 0;
    } else if (this.place?.at !== place?.at || this.place?.claim !== place?.claim) {
      this.milliseconds = 0;
    }
    this.place = place;
  }
}
