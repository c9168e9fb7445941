const integerTypes = [Uint8Array, Uint16Array, Uint32Array] as const;
export const offsetTypes = [...integerTypes, Float64Array] as const;

export type Offsets = Uint8Array | Uint16Array | Uint32Array | Float64Array;

/**
 * Numbers as differences from a base, in as few bytes as the largest difference needs; as they are where they are
 * fractions or too far apart. NaN stands for no number.
 */
export class PackedNumbers {
  /** What stands for NaN. */
  private readonly none: number;

  constructor(
    readonly base: number,
    readonly offsets: Offsets,
  ) {
    this.none = noneOf(offsets);
  }

  static of(values: Float64Array): PackedNumbers {
    let [low, high] = [Infinity, -Infinity];
    for (const value of values) {
      if (isPlain(value)) {
        low = Math.min(low, value);
        high = Math.max(high, value);
      } else if (!Number.isNaN(value)) {
        return new PackedNumbers(unpackedBase, values);
      }
    }
    for (const Integers of integerTypes) {
      const offsets = new Integers(values.length);
      const none = noneOf(offsets);
      // In the middle, because numbers that change later may be lower as well as higher.
      const base = low > high ? 0 : low - Math.floor((none - 1 - (high - low)) / 2);
      if (base <= low && Number.isSafeInteger(base)) {
        values.forEach((value, index) => {
          offsets[index] = Number.isNaN(value) ? none : value - base;
        });
        return new PackedNumbers(base, offsets);
      }
    }
    return new PackedNumbers(unpackedBase, values);
  }

  get length(): number {
    return this.offsets.length;
  }

  /** Whether there is no number at all. */
  get isEmpty(): boolean {
    return this.offsets.every(offset => offset === this.none || Number.isNaN(offset));
  }

  at(index: number): number {
    const offset = this.offsets[index] ?? this.none;
    return offset === this.none ? NaN : this.base + offset;
  }

  /** Returns whether the number fits; otherwise, nothing changes. */
  set(index: number, value: number): boolean {
    if (Number.isNaN(value)) {
      this.offsets[index] = this.none;
    } else if (Number.isNaN(this.none)) {
      this.offsets[index] = value;
    } else {
      const offset = value - this.base;
      if (!(offset >= 0 && offset < this.none && isPlain(value))) {
        return false;
      }
      this.offsets[index] = offset;
    }
    return true;
  }

  all(): Float64Array {
    const all = new Float64Array(this.length);
    for (let index = 0; index < all.length; index++) {
      all[index] = this.at(index);
    }
    return all;
  }

  /** With NaN at the end, to be `length` numbers. */
  padded(length: number): PackedNumbers {
    const { base, offsets, none } = this;
    if (offsets.length === length) {
      return this;
    }
    const all = new (offsets.constructor as new (length: number) => Offsets)(length).fill(none);
    all.set(offsets);
    return new PackedNumbers(base, all);
  }
}

/** Adding it changes no number, not even -0. */
const unpackedBase = -0;

/** Whether it can be stored as a difference: -0 would become 0. */
const isPlain = (value: number): boolean => Number.isSafeInteger(value) && !Object.is(value, -0);

const noneOf = (offsets: Offsets): number =>
  offsets instanceof Float64Array ? NaN : 2 ** (8 * offsets.BYTES_PER_ELEMENT) - 1;
