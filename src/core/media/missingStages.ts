import type { StageSet } from './stageSets';

/** A stage that a media item lacks and most comparable ones have. */
export interface MissingStage {
  readonly taskType: string;
  /** How many of the comparable media items have it. */
  readonly having: number;
  /** How many media items are comparable: they have all stages that this one has. */
  readonly comparable: number;
}

/** Fewer prove nothing. */
const minComparable = 5;
const minShare = 0.5;

/**
 * What a media item lacks, judging by the other media that went through the same stages: what at least half of
 * them have, the most common first.
 */
export function missingStages(
  own: ReadonlySet<string>,
  sets: readonly StageSet[],
): readonly MissingStage[] {
  const others = sets
    .filter(({ taskTypes }) => [...own].every(taskType => taskTypes.has(taskType)))
    .map(set => ({ ...set, mediaCount: set.mediaCount - (isSame(set.taskTypes, own) ? 1 : 0) }));
  const comparable = others.reduce((sum, { mediaCount }) => sum + mediaCount, 0);
  if (own.size === 0 || comparable < minComparable) {
    return [];
  }
  const candidates = new Set(others.flatMap(({ taskTypes }) => [...taskTypes]));
  return [...candidates]
    .filter(taskType => !own.has(taskType))
    .map(taskType => ({ taskType, having: havingOf(taskType, others), comparable }))
    .filter(({ having }) => having >= comparable * minShare)
    .sort((a, b) => b.having - a.having || (a.taskType < b.taskType ? -1 : 1));
}

const havingOf = (taskType: string, sets: readonly StageSet[]): number =>
  sets
    .filter(({ taskTypes }) => taskTypes.has(taskType))
    .reduce((sum, { mediaCount }) => sum + mediaCount, 0);

const isSame = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a.size === b.size && [...a].every(one => b.has(one));
