import assert from 'node:assert/strict';
import { newestFirst } from '../../../src/core/filter/columns';
import { noFilter } from '../../../src/core/filter/jobFilter';
import type { Row } from '../../../src/protocol/rows';
import type { ToHost } from '../../../src/protocol/toHost';
import { QueryFlow, type Shown } from '../../../webview/model/queryFlow';
import { aResult, rowsOf, sent } from './support';

const failedOnly = { ...noFilter, statuses: ['FAILED'] };

describe('QueryFlow', () => {
  let posted: ToHost[];
  let changes: boolean[];
  let now: number;
  let flow: QueryFlow;
  let held: { readonly jobId?: string } | undefined;

  beforeEach(() => {
    held = undefined;
    posted = [];
    changes = [];
    now = 0;
    flow = new QueryFlow({
      filter: noFilter,
      sort: newestFirst,
      post: message => posted.push(message),
      onChange: ({ replaced }) => changes.push(replaced),
      now: () => now,
      held: () => held,
    });
  });

  /** What is on screen now; a call, since the compiler takes a property not to change. */
  const shown = (): Shown | undefined => flow.shown;

  /** Answers every question for rows that is still open. */
  const answerRows = (id: number, rows: (start: number, end: number) => Row[] = rowsOf): void => {
    for (const question of sent(posted, 'rows').filter(message => message.id === id)) {
      const { start, end } = question;
      flow.receiveRows({ type: 'rows', id, start, rows: rows(start, end) });
    }
  };

  const answer = (id: number, matching: number): void => {
    flow.receiveResult(aResult(id, matching));
    answerRows(id);
  };

  it('shows a response only with the rows in view', () => {
    flow.setVisible({ start: 0, end: 40 });
    flow.send();
    flow.receiveResult(aResult(1, 5000));
    assert.equal(shown(), undefined);
    assert.deepEqual(sent(posted, 'rows'), [{ type: 'rows', id: 1, start: 0, end: 50 }]);

    answerRows(1);

    assert.equal(shown()?.rows.at(39)?.jobId, 'job-39');
    assert.deepEqual(changes, [true]);
  });

  it('shows an empty response at once', () => {
    flow.send();
    flow.receiveResult(aResult(1, 0));

    assert.equal(shown()?.result.matching, 0);
  });

  it('queries again when the rows that it waits for are gone', () => {
    flow.setVisible({ start: 0, end: 40 });
    flow.request({ filter: failedOnly });
    flow.receiveResult(aResult(1, 5000));

    flow.receiveGone(1);

    const [, again] = sent(posted, 'query');
    assert.deepEqual(again?.filter, failedOnly);
    answer(2, 3);
    assert.equal(shown()?.id, 2);
    // Nobody waits for the rows of a query that is past.
    flow.receiveGone(1);
    assert.equal(sent(posted, 'query').length, 2);
  });

  it('replaces a pending query at once when the filter or the sort changes', () => {
    flow.send();
    flow.request({ filter: failedOnly });
    flow.request({ sort: { column: 'region', direction: 'ascending' } });

    const queries = sent(posted, 'query');
    assert.equal(queries.length, 3);
    assert.deepEqual(queries[2]?.filter.statuses, ['FAILED']);
    assert.equal(queries[2].sort.column, 'region');
    answer(1, 10);
    answer(2, 10);
    assert.equal(shown(), undefined, 'the response to a replaced query is not shown');
    answer(3, 10);
    assert.equal(shown()?.id, 3);
  });

  it('sends a refresh along with the query that replaces a pending one', () => {
    flow.send();
    flow.send();
    flow.request({ filter: failedOnly });
    answer(2, 10);

    assert.equal(sent(posted, 'query').length, 2);
  });

  it('queries once more after changes during a query, and still shows its response', () => {
    flow.send();
    flow.send();
    flow.send();
    answer(1, 10);

    assert.equal(shown()?.id, 1);
    assert.equal(sent(posted, 'query').length, 2);
    answer(2, 10);
    assert.equal(shown()?.id, 2);
    assert.equal(sent(posted, 'query').length, 2);
  });

  it('keeps the rows on screen until the next ones arrive', () => {
    flow.send();
    answer(1, 1000);
    flow.send();
    flow.receiveResult(aResult(2, 1001));

    assert.equal(shown()?.id, 1);
    assert.ok(shown()?.rows.at(0));
  });

  describe('with the top of another list before its result', () => {
    const idsOf = (...rows: number[]): (string | undefined)[] =>
      rows.map(row => shown()?.rows.at(row)?.jobId);
    const other = rowsOf(1_000, 1_050);

    beforeEach(() => {
      flow.setVisible({ start: 0, end: 40 });
      flow.send();
      answer(1, 300);
      flow.setVisible({ start: 200, end: 240 });
      answerRows(1);
      flow.request({ filter: failedOnly });
      changes = [];
      posted = [];
      flow.receiveRows({ type: 'rows', id: 2, start: 0, rows: other });
    });

    it('shows it with the figures of the list before', () => {
      assert.deepEqual(idsOf(0, 49, 50), ['job-1000', 'job-1049', undefined]);
      assert.equal(shown()?.list, 1);
      assert.deepEqual(shown()?.filter, failedOnly);
      assert.equal(shown()?.awaitsResult, true);
      assert.deepEqual([shown()?.result.matching, shown()?.rows.count], [300, 300]);
      assert.deepEqual(changes, [false]);
    });

    it('requests nothing until the result, which follows with its figures for the same list', () => {
      flow.setVisible({ start: 0, end: 40 });
      flow.receiveResult({ ...aResult(2, 5_000), window: 'sent' });

      assert.deepEqual(posted, []);
      assert.deepEqual(changes, [false, true]);
      const { list, shift, awaitsResult, result } = shown() ?? {};
      assert.deepEqual([list, shift, awaitsResult, result?.matching], [1, 0, undefined, 5_000]);
      assert.deepEqual(idsOf(0, 49), ['job-1000', 'job-1049']);
    });

    it('takes the rows of the result if they are others by then', () => {
      flow.setVisible({ start: 0, end: 40 });
      flow.receiveResult({ ...aResult(2, 50), window: { start: 0, rows: rowsOf(7, 57) } });

      assert.deepEqual(idsOf(0), ['job-7']);
      assert.equal(shown()?.list, 1);
      assert.equal(flow.newAbove, 0);
    });

    it('waits for the rows in view if the user has scrolled', () => {
      flow.setVisible({ start: 0, end: 40 });
      flow.setVisible({ start: 100, end: 140 });
      flow.receiveResult({ ...aResult(2, 5_000), window: 'sent' });

      assert.equal(shown()?.awaitsResult, true);
      assert.deepEqual(sent(posted, 'rows'), [{ type: 'rows', id: 2, start: 100, end: 150 }]);
      answerRows(2);
      assert.equal(shown()?.result.matching, 5_000);
      assert.deepEqual(idsOf(0, 100), ['job-1000', 'job-100']);
    });

    it('is replaced by that of the next list', () => {
      flow.setVisible({ start: 0, end: 40 });
      flow.request({ filter: noFilter });
      flow.receiveResult({ ...aResult(2, 5_000), window: 'sent' });
      flow.receiveRows({ type: 'rows', id: 3, start: 0, rows: rowsOf(0, 50) });

      assert.deepEqual([shown()?.id, shown()?.list], [3, 2]);
      assert.deepEqual(idsOf(0), ['job-0']);
    });

    it('stays until the response to a repeated query, if its result never came', () => {
      flow.setVisible({ start: 0, end: 40 });
      now += 6_000;
      flow.send();
      assert.deepEqual(
        sent(posted, 'query').map(({ id, window }) => [id, window]),
        [[3, { start: 0, end: 100 }]],
      );
      flow.receiveRows({ type: 'rows', id: 3, start: 0, rows: rowsOf(0, 100) });
      assert.deepEqual(idsOf(0), ['job-1000']);
      flow.receiveResult({ ...aResult(3, 5_000), window: 'sent' });
      assert.deepEqual(idsOf(0), ['job-0']);
      assert.equal(shown()?.list, 1);
    });
  });

  it('counts at least the rows at the top, if the list before had fewer', () => {
    flow.setVisible({ start: 0, end: 40 });
    flow.send();
    answer(1, 0);
    flow.request({ filter: failedOnly });
    flow.receiveRows({ type: 'rows', id: 2, start: 0, rows: rowsOf(0, 50) });

    assert.deepEqual([shown()?.result.matching, shown()?.rows.count], [50, 50]);
  });

  it('waits for the result of the first query of all, which has no figures to show meanwhile', () => {
    flow.setVisible({ start: 0, end: 40 });
    flow.send();
    flow.receiveRows({ type: 'rows', id: 1, start: 0, rows: rowsOf(0, 50) });
    assert.equal(shown(), undefined);

    flow.receiveResult({ ...aResult(1, 60), window: 'sent' });

    assert.equal(shown()?.rows.at(49)?.jobId, 'job-49');
    assert.deepEqual(sent(posted, 'rows'), []);
  });

  it('requests rows that the host says it has sent but that did not arrive', () => {
    flow.setVisible({ start: 0, end: 40 });
    flow.send();
    flow.receiveResult({ ...aResult(1, 60), window: 'sent' });

    assert.equal(shown(), undefined);
    assert.deepEqual(sent(posted, 'rows'), [{ type: 'rows', id: 1, start: 0, end: 50 }]);
  });

  it('ignores responses to queries it has not sent', () => {
    flow.send();
    flow.receiveResult(aResult(7, 10));
    flow.receiveRows({ type: 'rows', id: 7, start: 0, rows: rowsOf(0, 10) });

    assert.equal(shown(), undefined);
    assert.deepEqual(changes, []);
  });

  it('requests rows that scroll into view, one request at a time', () => {
    flow.setVisible({ start: 0, end: 40 });
    flow.send();
    answer(1, 100_000);
    posted.length = 0;

    flow.setVisible({ start: 500, end: 540 });
    flow.setVisible({ start: 40_000, end: 40_040 });
    flow.setVisible({ start: 90_000, end: 90_040 });
    assert.deepEqual(sent(posted, 'rows'), [{ type: 'rows', id: 1, start: 500, end: 550 }]);

    flow.receiveRows({ type: 'rows', id: 1, start: 500, rows: rowsOf(500, 550) });

    assert.deepEqual(sent(posted, 'rows').slice(1), [
      { type: 'rows', id: 1, start: 90_000, end: 90_050 },
    ]);
  });

  describe('when the user scrolls', () => {
    beforeEach(() => {
      flow.setVisible({ start: 1_000, end: 1_040 });
      flow.send();
      answer(1, 100_000);
      posted.length = 0;
    });
    const requested = () => sent(posted, 'rows').map(({ start, end }) => [start, end]);

    it('requests the next rows before they are visible, in either direction', () => {
      flow.setVisible({ start: 1_005, end: 1_045 });
      assert.deepEqual(requested(), [[1_050, 1_150]]);
      answerRows(1);
      flow.setVisible({ start: 1_020, end: 1_060 });
      assert.deepEqual(requested().slice(1), [[1_150, 1_200]]);
      answerRows(1);
      flow.setVisible({ start: 1_019, end: 1_059 });
      assert.deepEqual(requested().slice(2), [[900, 1_000]]);
    });

    it('lets no jump wait for them', () => {
      flow.setVisible({ start: 1_005, end: 1_045 });
      flow.setVisible({ start: 50_000, end: 50_040 });
      assert.deepEqual(requested(), [
        [1_050, 1_150],
        [50_000, 50_050],
      ]);
    });

    it('requests visible rows alone after a jump, as they matter more', () => {
      flow.setVisible({ start: 50_000, end: 50_040 });
      assert.deepEqual(requested(), [[50_000, 50_050]]);
    });

    it('requests the rows below in good time, once the visible ones are on screen', () => {
      flow.requestBelow(1);
      assert.deepEqual(requested(), [[1_050, 1_100]]);
      flow.requestBelow(1);
      assert.equal(requested().length, 1);
      flow.setVisible({ start: 2_000, end: 2_040 });
      answerRows(1);
      posted.length = 0;
      flow.requestBelow(0);
      flow.request({ filter: failedOnly });
      flow.requestBelow(1);
      assert.deepEqual(requested(), []);
    });

    it('requests nothing beyond the ends of the list', () => {
      flow.setVisible({ start: 99_950, end: 99_990 });
      answerRows(1);
      posted.length = 0;
      flow.setVisible({ start: 99_960, end: 100_000 });
      assert.deepEqual(requested(), []);
    });

    it('requests nothing more while jobs change and the user does not scroll', () => {
      flow.send();
      flow.receiveResult(aResult(2, 100_000));
      answerRows(2);
      posted.length = 0;
      flow.setVisible({ start: 1_000, end: 1_040 });
      assert.deepEqual(requested(), []);
    });
  });

  it('shows the top of another list, and only of another list', () => {
    flow.send();
    answer(1, 1000);
    const list = shown()?.list;
    flow.send();
    answer(2, 1001);
    assert.equal(shown()?.list, list);

    flow.request({ filter: failedOnly });
    answer(3, 50);

    assert.equal(shown()?.list, (list ?? 0) + 1);
  });

  it('reports by how much the top row has moved', () => {
    flow.setVisible({ start: 200, end: 240 });
    flow.send();
    answer(1, 1000);
    flow.send();
    flow.receiveResult(aResult(2, 1003));
    answerRows(2, (start, end) => rowsOf(start - 3, end - 3));

    assert.equal(shown()?.shift, 3);
  });

  it('stays at the top of a list that grows there', () => {
    flow.setVisible({ start: 0, end: 40 });
    flow.send();
    answer(1, 1000);
    flow.send();
    flow.receiveResult(aResult(2, 1003));
    answerRows(2, (start, end) => rowsOf(start - 3, end - 3));

    assert.equal(shown()?.shift, 0);
  });

  it('shows the end of a list that has become shorter than the view', () => {
    flow.setVisible({ start: 900, end: 940 });
    flow.send();
    answer(1, 1000);
    flow.send();
    posted.length = 0;
    flow.receiveResult(aResult(2, 120));

    assert.deepEqual(posted, [{ type: 'rows', id: 2, start: 0, end: 120 }]);
  });

  describe('with a query', () => {
    beforeEach(() => {
      flow.setVisible({ start: 430, end: 470 });
      flow.send();
    });

    it('requests the rows in view, and shows them with the result', () => {
      const [query] = sent(posted, 'query');
      assert.deepEqual(query?.window, { start: 400, end: 500 });
      posted.length = 0;

      flow.receiveResult({ ...aResult(1, 1000), window: { start: 400, rows: rowsOf(400, 500) } });

      assert.equal(shown()?.rows.at(469)?.jobId, 'job-469');
      assert.deepEqual(posted, []);
    });

    it('requests what the result lacks: all that is not in order yet, or was cut off', () => {
      flow.receiveResult(aResult(1, 1000));
      assert.deepEqual(sent(posted, 'rows'), [{ type: 'rows', id: 1, start: 400, end: 500 }]);
      flow.send();
      posted.length = 0;
      answerRows(1, rowsOf);
      flow.receiveRows({ type: 'rows', id: 1, start: 400, rows: rowsOf(400, 500) });

      flow.receiveResult({ ...aResult(2, 310), window: { start: 300, rows: rowsOf(300, 310) } });

      assert.deepEqual(sent(posted, 'rows'), [{ type: 'rows', id: 2, start: 200, end: 300 }]);
    });
  });

  it('gives up on a lost query', () => {
    flow.send();
    now = 6000;
    flow.send();

    assert.equal(sent(posted, 'query').length, 2);
  });

  describe('with new rows above', () => {
    /** The rows of the first result, with so many new ones before them. */
    const rowsAfter =
      (added: number) =>
      (start: number, end: number): Row[] =>
        rowsOf(start, end).map((row, index) => ({
          ...row,
          jobId: start + index < added ? `new-${start + index}` : `job-${start + index - added}`,
        }));
    const add = (id: number, added: number): void => {
      flow.send();
      flow.receiveResult(aResult(id, 1000 + added));
      answerRows(id, rowsAfter(added));
    };

    beforeEach(() => {
      flow.setVisible({ start: 0, end: 40 });
      flow.send();
      answer(1, 1000);
    });

    it('follows them at the top of the list', () => {
      add(2, 3);
      assert.equal(shown()?.shift, 0);
      assert.equal(flow.newAbove, 0);
    });

    it('stays and counts them while a job is open or rows are selected, until the top is seen', () => {
      for (const [index, kept] of [{ jobId: 'job-20' }, {}].entries()) {
        held = kept;
        add(2 + index, 3 + index);
        assert.equal(shown()?.shift, 3 - 2 * index);
        flow.setVisible({ start: 3 + index, end: 43 + index });
      }
      assert.equal(flow.newAbove, 4);
      flow.setVisible({ start: 0, end: 40 });
      assert.equal(flow.newAbove, 0);
    });

    it('counts none in a list that is all in sight', () => {
      held = { jobId: 'job-20' };
      flow.setVisible({ start: 0, end: 2_000 });
      add(2, 3);
      assert.equal(flow.newAbove, 0);
    });

    it('counts none once a list that grew is all in sight', () => {
      held = { jobId: 'job-20' };
      flow.setVisible({ start: 0, end: 30 });
      add(2, 3);
      assert.equal(flow.newAbove, 3);
      flow.setVisible({ start: 0, end: 1_003 });
      assert.equal(flow.newAbove, 0);
    });

    it('keeps the open job in its place, though rows between it and the top go', () => {
      held = { jobId: 'job-20' };
      flow.send();
      flow.receiveResult(aResult(2, 995));
      answerRows(2, (start, end) =>
        rowsOf(start, end).map((row, index) => {
          const at = start + index;
          return { ...row, jobId: `job-${at < 10 ? at : at + 5}` };
        }),
      );
      assert.equal(shown()?.shift, -5);
    });

    it('counts none in another list', () => {
      held = {};
      add(2, 3);
      flow.request({ filter: failedOnly });
      answer(3, 10);
      assert.equal(flow.newAbove, 0);
    });
  });
});
