import { definitionName, definitionWithRevision, queueName } from '../job/arn';
import { DerivedDictionary } from '../store/derivedDictionary';
import type { JobColumns } from '../store/jobColumns';
import type { Coded } from '../store/columns/coded';
import type { RowTaskTypes } from '../store/rowTaskTypes';
import { compareStatuses } from '../job/status';
import { StringDictionary } from '../store/stringDictionary';

/** What jobs can be grouped by. */
export type GroupBy =
  'taskType' | 'status' | 'cause' | 'queue' | 'definition' | 'revision' | 'region' | 'media';

/** The levels of groups in the tree, top first; jobs are below the last level. */
export const groupings = {
  taskType: ['taskType', 'status'],
  status: ['status', 'taskType'],
  cause: ['cause', 'taskType'],
  queue: ['queue', 'status'],
  definition: ['definition', 'status'],
  revision: ['revision', 'status'],
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
  /** How its groups are sorted: by name, by their newest job, or by how many jobs they hold. */
  readonly order: 'newest' | 'largest' | ((a: string, b: string) => number);
}

export function groupLevel(by: GroupBy, rows: JobColumns, taskTypes: RowTaskTypes): GroupLevel {
  const { fields } = rows;
  switch (by) {
    case 'taskType':
      return named(by, taskTypes, byName);
    case 'status':
      return named(by, fields.status, compareStatuses);
    case 'cause':
      return named(by, rows.failures.causes, 'largest');
    case 'definition':
      return named(by, new DerivedDictionary(fields.jobDefinition, definitionName), byName);
    case 'revision':
      return named(by, new DerivedDictionary(fields.jobDefinition, definitionWithRevision), byName);
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

const named = (by: GroupBy, groups: Coded, order: GroupLevel['order']): GroupLevel => ({
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
