import assert from 'node:assert/strict';
import { newestFirst } from '../../../src/core/filter/columns';
import { noFilter } from '../../../src/core/filter/jobFilter';
import type { ToHost } from '../../../src/protocol/toHost';
import type { Shown } from '../../../webview/model/queryFlow';
import { RowWindows } from '../../../webview/model/rowWindows';
import { SelectionFlow } from '../../../webview/model/selectionFlow';
import { aResult, rowsOf, sent } from './support';

const matching = 5000;

/** An answer of which the first 200 rows are known; `from` is the number of its first job. */
function shownFrom(id: number, from = 0, over: Partial<Shown> = {}): Shown {
  const rows = new RowWindows(matching);
  rows.put(0, rowsOf(from, from + 200));
  const result = aResult(id, matching);
  return { id, filter: noFilter, sort: newestFirst, result, rows, list: 1, shift: 0, ...over };
}

const ids = (start: number, end: number): string[] =>
  Array.from({ length: end - start }, (_, offset) => `job-${start + offset}`);

describe('SelectionFlow', () => {
  let shown: Shown;
  let posted: ToHost[];
  let said: string[];
  let flow: SelectionFlow;

  beforeEach(() => {
    shown = shownFrom(1);
    posted = [];
    said = [];
    flow = new SelectionFlow({
      post: message => posted.push(message),
      shown: () => shown,
      onChange: () => undefined,
      announce: text => said.push(text),
    });
    flow.change(selection => selection.only('job-0', 0));
    flow.extendTo(3000);
  });

  it('selects the known part of a range at once, and requests the rest', () => {
    assert.equal(flow.count, 200);
    assert.deepEqual(posted, [{ type: 'ids', id: 1, start: 0, end: 3001 }]);
    flow.receive({ type: 'ids', id: 1, start: 0, jobIds: ids(0, 3001) });
    assert.equal(flow.count, 3001);
    assert.equal(said.at(-1), '3,001 jobs selected');
  });

  it('ignores a response that arrives after another selection', () => {
    flow.change(selection => selection.only('job-7', 7));
    flow.receive({ type: 'ids', id: 1, start: 0, jobIds: ids(0, 3001) });
    assert.equal(flow.count, 1);
  });

  it('requests again when jobs change before the response, for the current rows', () => {
    shown = shownFrom(2, -7, { shift: 7 });
    flow.follow(shown);
    assert.deepEqual(posted.at(-1), { type: 'ids', id: 2, start: 7, end: 3008 });
    flow.receive({ type: 'ids', id: 1, start: 0, jobIds: ids(0, 3001) });
    assert.equal(flow.count, 200, 'the old answer is void');
    flow.receive({ type: 'ids', id: 2, start: 7, jobIds: ids(0, 3001) });
    assert.equal(flow.count, 3001);
  });

  it('drops a range of another list', () => {
    shown = shownFrom(2, 0, { list: 2 });
    flow.follow(shown);
    assert.equal(sent(posted, 'ids').length, 1);
  });

  it('starts a range where its first job has moved to', () => {
    flow.change(selection => selection.only('job-10', 10));
    shown = shownFrom(2, 300, { shift: 7 });
    flow.follow(shown);
    flow.extendTo(3000);
    assert.deepEqual(posted.at(-1), { type: 'ids', id: 2, start: 17, end: 3001 });
  });

  it('starts a range at its end when the position of its start is unknown', () => {
    flow.change(selection => selection.only('job-150'));
    flow.extendTo(160);
    assert.deepEqual(flow.selection.target, { kind: 'some', jobIds: ['job-160'] });
  });

  it('reports when no more can be selected', () => {
    flow.change(selection => selection.range(ids(0, 10_000)));
    flow.toggle('one-more', 3);
    assert.equal(said.at(-1), 'You can select at most 10,000 jobs individually');
  });
});
