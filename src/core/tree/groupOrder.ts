import { TopItems } from '../base/topItems';

/** The top-level groups that hold jobs, in order. */
export interface GroupOrder {
  /** Call when the jobs of a group changed. */
  settle(group: number, hasJobs: boolean): void;
  /** Updates the order; yields between chunks. */
  update(): Generator<undefined, void>;
  /** Valid right after an update. */
  readonly first: readonly number[];
  readonly size: number;
}

/** Orders groups that are few enough to sort all of them whenever one appears or disappears. */
export class NamedOrder implements GroupOrder {
  private readonly present = new Set<number>();
  private sorted: readonly number[] | undefined;

  constructor(
    private readonly compare: (a: number, b: number) => number,
    private readonly max: number,
  ) {}

  settle(group: number, hasJobs: boolean): void {
    if (this.present.has(group) !== hasJobs) {
      this.sorted = undefined;
      if (hasJobs) {
        this.present.add(group);
      } else {
        this.present.delete(group);
      }
    }
  }

  *update(): Generator<undefined, void> {
    // Sorted on demand.
  }

  get first(): readonly number[] {
    this.sorted ??= [...this.present].sort(this.compare);
    return this.sorted.slice(0, this.max);
  }

  get size(): number {
    return this.present.size;
  }
}

/** Orders few groups by the number of their jobs. */
export class LargestOrder implements GroupOrder {
  private readonly sizes = new Map<number, number>();

  constructor(
    private readonly sizeOf: (group: number) => number,
    /** Whether a group comes last, whatever its size. */
    private readonly isLast: (group: number) => boolean,
    private readonly max: number,
  ) {}

  settle(group: number, hasJobs: boolean): void {
    if (hasJobs) {
      this.sizes.set(group, this.sizeOf(group));
    } else {
      this.sizes.delete(group);
    }
  }

  *update(): Generator<undefined, void> {
    // Sorted on demand.
  }

  get first(): readonly number[] {
    return [...this.sizes]
      .sort(
        ([a, sizeOfA], [b, sizeOfB]) =>
          Number(this.isLast(a)) - Number(this.isLast(b)) || sizeOfB - sizeOfA || a - b,
      )
      .map(([group]) => group)
      .slice(0, this.max);
  }

  get size(): number {
    return this.sizes.size;
  }
}

/** Orders groups by their newest job; there may be as many groups as jobs. */
export class NewestOrder implements GroupOrder {
  private readonly present: (boolean | undefined)[] = [];
  /** By group, the time of its newest job. */
  private readonly times: number[] = [];
  private readonly topGroups: TopItems;
  size = 0;

  constructor(
    private readonly timeOf: (group: number) => number,
    /** Whether a group comes last, regardless of its jobs. */
    isLast: (group: number) => boolean,
    max: number,
  ) {
    const knownTime = (group: number): number => this.times[group] ?? -Infinity;
    this.topGroups = new TopItems((a, b) => {
      const last = Number(isLast(a)) - Number(isLast(b));
      const [x, y] = [knownTime(a), knownTime(b)];
      return last || (x === y ? a - b : y - x);
    }, max);
  }

  settle(group: number, hasJobs: boolean): void {
    const time = hasJobs ? this.timeOf(group) : -Infinity;
    const wasPresent = this.present[group] === true;
    if (wasPresent === hasJobs && time === this.times[group]) {
      return;
    }
    if (wasPresent) {
      this.size--;
      this.topGroups.leave(group);
    }
    this.times[group] = time;
    this.present[group] = hasJobs;
    if (hasJobs) {
      this.topGroups.enter(group, this.size);
      this.size++;
    }
  }

  *update(): Generator<undefined, void> {
    yield* this.topGroups.update(
      () => this.groups(),
      group => this.present[group] === true,
      () => this.size,
    );
  }

  get first(): readonly number[] {
    return this.topGroups.items;
  }

  private groups(): Uint32Array {
    const groups = new Uint32Array(this.size);
    let end = 0;
    this.present.forEach((isPresent, group) => {
      if (isPresent === true) {
        groups[end++] = group;
      }
    });
    return groups;
  }
}
