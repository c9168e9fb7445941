import { newestFirst, type ColumnId, type Sort, type SortKey } from '../../src/core/filter/columns';

/**
 * The order after a press on a column's title: by it alone, or with `add` by it as the second key. A
 * second press turns that key round; times start with the newest.
 */
export function sortedBy(sort: Sort, column: ColumnId, add: boolean): Sort {
  const { then, ...first } = sort;
  if (add && column !== first.column) {
    return { ...first, then: then?.column === column ? turned(then) : firstKey(column) };
  }
  const key = column === first.column ? turned(first) : firstKey(column);
  return add && then ? { ...key, then } : key;
}

function turned({ column, direction }: SortKey): SortKey {
  return { column, direction: direction === 'ascending' ? 'descending' : 'ascending' };
}

function firstKey(column: ColumnId): SortKey {
  return column === newestFirst.column ? newestFirst : { column, direction: 'ascending' };
}
