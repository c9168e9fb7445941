import { queueName } from '../job/arn';
import { DerivedDictionary } from '../store/derivedDictionary';
import type { JobColumns } from '../store/jobColumns';
import type { Coded } from '../store/columnTypes';
import type { RowTaskTypes } from '../store/rowTaskTypes';
import { compareStatuses } from '../job/status';
import { StringDictionary } from '../store/stringDictionary';

/** What jobs can be grouped by. */
export type GroupBy = 'taskType' | 'status' | 'queue' | 'region' | 'media';

/** The levels of groups in the tree, top first; jobs are below the last level. */
export const groupings = {
  taskType: ['taskType', 'status'],
  status: ['status', 'taskType'],
  queue: ['queue', 'status'],
  region: ['region', 'status'],
  media: ['media'],
} as const satisfies Record<string, readonly [GroupBy, GroupBy?]>;

export type GroupingId = keyof typeof groupings;

export const groupingIds = Object.keys(groupings) as GroupingId[];

export const defaultGrouping: GroupingId = 'taskType';

export function isGroupingId(value: unknown): value is GroupingId {
  return groupingIds.includes(value as GroupingId);
}

/** One level of groups over the rows of a table. */
export interface GroupLevel {
  readonly by: GroupBy;
  /** The group of each row, by number. */
  readonly groups: Coded;
  /** The number of a group, or -1 if it never existed. */
  readonly find: (key: string) => number;
  /** How its groups are sorted: by name, or by their newest job. */
  readonly order: 'newest' | ((a: string, b: string) => number);
}

export function groupLevel(by: GroupBy, rows: JobColumns, taskTypes: RowTaskTypes): GroupLevel {
  const { fields } = rows;
  switch (by) {
    case 'taskType':
      return named(by, taskTypes, byName);
    case 'status':
      return named(by, fields.status, compareStatuses);
    case 'queue':
      return named(by, new DerivedDictionary(fields.jobQueue, queueName), byName);
    case 'region':
      return named(by, fields.region, byName);
    case 'media': {
      const groups = new MediaCodes(rows);
      return { by, groups, find: mediaId => groups.find(mediaId), order: 'newest' };
    }
  }
}

const named = (
  by: GroupBy,
  groups: Coded,
  order: (a: string, b: string) => number,
): GroupLevel => ({
  by,
  groups,
  find: key => groups.values.indexOf(key),
  order,
});

/** The empty name comes last. */
function byName(a: string, b: string): number {
  return a === '' || b === '' ? Number(a === '') - Number(b === '') : a.localeCompare(b);
}

/**
 * Codes of media IDs; since there are many, each is assigned on first use. The empty string means no media
 * ID.
 */
class MediaCodes implements Coded {
  private readonly codes = new StringDictionary();
  readonly values = this.codes.values;

  constructor(private readonly rows: JobColumns) {}

  code(row: number): number {
    return this.codes.codeOf(this.rows.fields.mediaId.get(row) ?? '');
  }

  find(mediaId: string): number {
    return this.codes.find(mediaId);
  }
}
