import { queueName } from '../job/arn';
import { DerivedDictionary } from '../store/derivedDictionary';
import type { JobColumns } from '../store/jobColumns';
import type { Coded } from '../store/columnTypes';
import type { RowTaskTypes } from '../store/rowTaskTypes';
import { compareStatuses } from '../job/status';
import { StringDictionary } from '../store/stringDictionary';

/** By what jobs can be grouped. */
export type GroupBy = 'taskType' | 'status' | 'queue' | 'region' | 'media';

/** The levels of groups in the tree, the top one first; below the last are the jobs. */
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
  /** Its groups by number. */
  readonly groups: Coded;
  /** The number of a group; -1 for one that never was. */
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

/** What has no name comes last. */
function byName(a: string, b: string): number {
  return a === '' || b === '' ? Number(a === '') - Number(b === '') : a.localeCompare(b);
}

/** Media IDs as numbers; they are many, so they get one when they are met. The empty one is none. */
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
