import assert from 'node:assert/strict';
import { columnIds, defaultColumnIds, type ColumnId } from '../../../src/core/filter/columns';
import { fitColumns, rowPadding, type ColumnFit } from '../../../webview/model/columnFit';

const char = { text: 6, id: 7, digits: 7 };
/** As of a table of failed jobs. */
const contents = new Map<ColumnId, number>([
  ['status', 108],
  ['statusReason', 700],
  ['jobName', 260],
  ['taskType', 120],
  ['timestamp', 146],
  ['mediaId', 180],
  ['taskId', 180],
  ['jobId', 270],
  ['region', 72],
]);
const titles = new Map<ColumnId, number>(columnIds.map(id => [id, 60]));

const fit = (
  width: number,
  columns: readonly { readonly id: ColumnId; readonly width?: number }[] = defaultColumnIds.map(
    id => ({ id }),
  ),
  isBesideDetails = false,
): ColumnFit => fitColumns({ columns, width, isBesideDetails, char, titles, contents });

const widthOf = ({ columns }: ColumnFit, column: ColumnId): number | undefined =>
  columns.find(({ id }) => id === column)?.width;
const idsOf = ({ columns }: ColumnFit): ColumnId[] => columns.map(({ id }) => id);
const total = ({ columns }: ColumnFit): number =>
  columns.reduce((sum, { width }) => sum + width, rowPadding);

describe('the fit of columns', () => {
  it('fills the table without scrolling at every usual width', () => {
    for (let width = 280; width <= 2400; width += 20) {
      const one = fit(width);
      assert.equal(one.scrolls, false, `at ${width}`);
      assert.equal(Math.round(total(one)), width);
    }
  });

  it('keeps nine columns from 960 px on, in their order', () => {
    assert.deepEqual(idsOf(fit(960)), defaultColumnIds);
    assert.deepEqual(idsOf(fit(3000)), defaultColumnIds);
  });

  it('hides those that matter least on a narrow page, never status and reason', () => {
    assert.deepEqual(
      idsOf(fit(920)),
      defaultColumnIds.filter(id => id !== 'region'),
    );
    let before = idsOf(fit(920));
    for (let width = 900; width >= 280; width -= 20) {
      const now = idsOf(fit(width));
      assert.ok(
        now.every(id => before.includes(id)),
        'none comes back',
      );
      assert.ok(now.includes('status') && now.includes('statusReason'));
      before = now;
    }
    assert.deepEqual(before, ['status', 'statusReason']);
  });

  it('leaves the reason readable where others could still be hidden for it', () => {
    for (let width = 500; width < 960; width += 20) {
      const chars = width < 640 ? 41 : 48;
      assert.ok((widthOf(fit(width), 'statusReason') ?? 0) >= chars * char.text, `at ${width}`);
    }
  });

  it('says which jobs they are on a narrow page', () =>
    assert.deepEqual(idsOf(fit(580)), ['taskType', 'status', 'timestamp', 'statusReason']));

  it('says of which media they are beside the details of a page of 900 px or more', () => {
    for (let width = 580; width < 960; width += 20) {
      assert.ok(idsOf(fit(width, undefined, true)).includes('mediaId'), `at ${width}`);
    }
    const beside = fit(580, undefined, true);
    assert.deepEqual(idsOf(beside), ['mediaId', 'taskType', 'status', 'timestamp', 'statusReason']);
    assert.ok((widthOf(beside, 'statusReason') ?? 0) >= 26 * char.text);
  });

  it('never cuts a status', () => {
    for (const width of [300, 600, 900, 1600]) {
      assert.equal(widthOf(fit(width), 'status'), 108);
    }
  });

  it('gives no column more than its content, but one the rest', () => {
    const wide = fit(3000);
    assert.equal(widthOf(wide, 'taskType'), 120);
    assert.equal(widthOf(wide, 'timestamp'), 146);
    assert.equal(widthOf(wide, 'jobName'), 260);
    assert.ok((widthOf(wide, 'statusReason') ?? 0) > 700);
    const noReason = fit(1600, [{ id: 'status' }, { id: 'jobName' }, { id: 'taskType' }]);
    assert.ok((widthOf(noReason, 'jobName') ?? 0) > 1300);
    assert.match(noReason.template, /^108px minmax\(\d+px, 1fr\) 120px$/);
  });

  it('says how many characters of an identifier fit', () => {
    const charsOf = (width: number): number | undefined =>
      fit(width).columns.find(({ id }) => id === 'jobId')?.chars;
    assert.equal(charsOf(1600), 15);
    assert.equal(charsOf(960), 9);
  });

  it('leaves a width that the user set, and scrolls where the columns do not fit', () => {
    const columns = defaultColumnIds.map(id => (id === 'jobName' ? { id, width: 500 } : { id }));
    const one = fit(1000, columns);
    assert.equal(widthOf(one, 'jobName'), 500);
    assert.equal(one.scrolls, true);
    assert.ok(one.minWidth > 1000);
    assert.ok((widthOf(one, 'statusReason') ?? 0) >= 48 * char.text, 'the reason is readable');
  });

  it('fits a single column, and one nothing is known of', () => {
    assert.equal(total(fit(600, [{ id: 'queue' }])), 600);
    assert.deepEqual(idsOf(fit(200, [{ id: 'region' }])), ['region']);
  });
});
