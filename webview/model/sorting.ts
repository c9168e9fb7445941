import { newestFirst, type ColumnId, type Sort, type SortKey } from '../../src/core/filter/columns';

/**
 * The sort after a click on a column header: by that column, or with `add` as the second key. A second click
 * reverses the key; times start with the newest.
 */
export function sortedBy(sort: Sort, column: ColumnId, add: boolean): Sort {
  const { then, ...first } = sort;
  if (add && column !== first.column) {
    return { ...first, then: then?.column === column ? reversed(then) : firstKey(column) };
  }
  const key = column === first.column ? reversed(first) : firstKey(column);
  return add && then ? { ...key, then } : key;
}

function reversed({ column, direction }: SortKey): SortKey {
  return { column, direction: direction === 'ascending' ? 'descending' : 'ascending' };
}

function firstKey(column: ColumnId): SortKey {
  return column === newestFirst.column ? newestFirst : { column, direction: 'ascending' };
}
