/**
 * Which stages media went through, as sets of task types. Each media item has the number of its set, so a million
 * jobs cost no more than a number each.
 */
export class StageSets {
  private readonly sets: ReadonlySet<string>[] = [new Set()];
  private readonly mediaCounts = [0];
  /** By set, then by task type: the set that has that task type as well. */
  private readonly grown = [new Map<string, number>()];
  private readonly numbers = new Map<string, number>([['[]', 0]]);

  /** A media item without stages yet. */
  add(): number {
    this.mediaCounts[0] = (this.mediaCounts[0] ?? 0) + 1;
    return 0;
  }

  /** The set of a media item that has this stage, too. */
  grow(set: number, taskType: string): number {
    const after = this.grown[set]?.get(taskType) ?? this.link(set, taskType);
    if (after !== set) {
      this.mediaCounts[set] = (this.mediaCounts[set] ?? 0) - 1;
      this.mediaCounts[after] = (this.mediaCounts[after] ?? 0) + 1;
    }
    return after;
  }

  /** Every set with the number of its media. */
  get all(): readonly StageSet[] {
    return this.sets
      .map((taskTypes, set) => ({ taskTypes, mediaCount: this.mediaCounts[set] ?? 0 }))
      .filter(({ taskTypes, mediaCount }) => taskTypes.size > 0 && mediaCount > 0);
  }

  private link(set: number, taskType: string): number {
    const stages = [...new Set([...(this.sets[set] ?? []), taskType])].sort();
    const key = JSON.stringify(stages);
    const after = this.numbers.get(key) ?? this.sets.push(new Set(stages)) - 1;
    this.numbers.set(key, after);
    this.grown[after] ??= new Map();
    this.grown[set]?.set(taskType, after);
    return after;
  }
}

export interface StageSet {
  readonly taskTypes: ReadonlySet<string>;
  readonly mediaCount: number;
}
