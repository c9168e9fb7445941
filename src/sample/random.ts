/** A seeded random number generator (Mulberry32, public domain): the same seed gives the same numbers. */
export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** An independent generator for the `index`-th item, however many numbers the others consume. */
  static of(seed: number, index: number): Random {
    return new Random(Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(index + 1, 0xc2b2ae35));
  }

  /** From 0 (inclusive) to 1 (exclusive). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  between(low: number, high: number): number {
    return low + this.next() * (high - low);
  }

  integer(low: number, high: number): number {
    return Math.floor(this.between(low, high + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(choices: readonly [T, ...T[]]): T {
    return choices[Math.floor(this.next() * choices.length)] ?? choices[0];
  }

  /** Picks with a probability proportional to the weight. */
  weighted<T extends { readonly weight: number }>(choices: readonly [T, ...T[]]): T {
    let remaining = this.next() * choices.reduce((total, { weight }) => total + weight, 0);
    return choices.find(({ weight }) => (remaining -= weight) < 0) ?? choices[0];
  }

  /** A log-normal duration: mostly near the median, occasionally a multiple of it. */
  around(median: number, spread = 0.5): number {
    const normal = Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
    return median * Math.exp(spread * normal);
  }

  /** Time until the next event of a Poisson process. */
  wait(mean: number): number {
    return -mean * Math.log(1 - this.next());
  }

  hex(digits: number): string {
    let text = '';
    while (text.length < digits) {
      text += Math.floor(this.next() * 4_294_967_296)
        .toString(16)
        .padStart(8, '0');
    }
    return text.slice(0, digits);
  }

  /** A version 4 UUID. */
  uuid(): string {
    const digits = this.hex(30);
    const parts = [digits.slice(0, 8), digits.slice(8, 12), `4${digits.slice(12, 15)}`];
    return [...parts, `a${digits.slice(15, 18)}`, digits.slice(18)].join('-');
  }

  /** A MongoDB ObjectID created at a time: its first 8 digits are seconds. */
  objectId(ms: number): string {
    return (
      Math.floor(ms / 1000)
        .toString(16)
        .padStart(8, '0') + this.hex(16)
    );
  }
}
