import assert from 'node:assert/strict';
import { noFilter } from '../../../src/core/filter/jobFilter';
import type { ToHost } from '../../../src/protocol/toHost';
import { PageModel } from '../../../webview/model/pageModel';
import { readSavedState, type SavedState } from '../../../webview/model/savedState';
import { aResult, aState, noActions, rowsOf, sent } from './support';

describe('PageModel', () => {
  let posted: ToHost[];
  let states: SavedState[];
  let painted: (() => void)[];
  let paused: (() => void)[];

  const modelOf = (saved?: unknown): PageModel =>
    new PageModel({
      saved: readSavedState(saved),
      post: message => posted.push(message),
      save: state => states.push(state),
      onChange: () => undefined,
      now: () => 0,
      afterPaint: run => painted.push(run),
      afterPause: run => paused.push(run),
      hasRoomForCharts: true,
    });

  const answer = (model: PageModel, id: number, matching: number): void => {
    model.receive(aResult(id, matching));
    model.receive({ type: 'rows', id, start: 0, rows: rowsOf(0, matching) });
  };

  beforeEach(() => {
    posted = [];
    states = [];
    painted = [];
    paused = [];
  });

  it('reports that it is ready, then requests the jobs', () => {
    modelOf().start();

    assert.deepEqual(
      posted.map(({ type }) => type),
      ['ready', 'query'],
    );
    assert.deepEqual(sent(posted, 'query')[0]?.sort, {
      column: 'timestamp',
      direction: 'descending',
    });
  });

  it('continues in the state of an earlier page', () => {
    const first = modelOf();
    first.start();
    first.setFilter({ ...noFilter, statuses: ['FAILED'], regions: ['eu-west-1'] });
    first.sortBy('jobName');
    first.details.open('job-7');
    posted = [];

    modelOf(JSON.parse(JSON.stringify(states.at(-1)))).start();

    assert.deepEqual(posted, [
      { type: 'ready' },
      {
        type: 'query',
        id: 1,
        filter: { ...noFilter, statuses: ['FAILED'], regions: ['eu-west-1'] },
        sort: { column: 'jobName', direction: 'ascending' },
        window: { start: 0, end: 100 },
      },
      { type: 'details', jobId: 'job-7' },
    ]);
  });

  it('reverses the order of a column, and starts another with its default order', () => {
    const model = modelOf();
    model.sortBy('timestamp');
    assert.deepEqual(model.query.sort, { column: 'timestamp', direction: 'ascending' });
    model.sortBy('status');
    assert.deepEqual(model.query.sort, { column: 'status', direction: 'ascending' });
    model.sortBy('status');
    assert.deepEqual(model.query.sort, { column: 'status', direction: 'descending' });
    model.sortBy('timestamp');
    assert.deepEqual(model.query.sort, { column: 'timestamp', direction: 'descending' });
  });

  it('requests jobs and details again when the store has changed', () => {
    const model = modelOf();
    model.start();
    answer(model, 1, 3);
    model.details.open('job-1');
    model.receive({ type: 'details', jobId: 'job-1', actionState: noActions });
    posted = [];

    model.receive({ type: 'changed' });

    assert.deepEqual(
      posted.map(({ type }) => type),
      ['query', 'details'],
    );
  });

  it('requests the rows below those in view once the user pauses', () => {
    const model = modelOf();
    model.start();
    model.setVisible({ start: 0, end: 40 });
    model.receive({ ...aResult(1, 500), window: { start: 0, rows: rowsOf(0, 50) } });
    assert.deepEqual(sent(posted, 'rows'), []);

    paused.forEach(run => run());

    assert.deepEqual(sent(posted, 'rows'), [{ type: 'rows', id: 1, start: 50, end: 100 }]);
  });

  it('replaces its filter when the host requests it', () => {
    const model = modelOf();
    model.setFilter({ ...noFilter, taskTypes: ['Ingest'] });

    model.receive({
      type: 'show',
      id: 1,
      filter: { ...noFilter, statuses: ['FAILED'] },
    });

    assert.deepEqual(model.query.filter, { ...noFilter, statuses: ['FAILED'] });
    answer(model, 1, 0);
    const queries = posted.filter(message => message.type === 'query');
    assert.equal(queries.at(-1)?.view, 1, 'the host learns that the page has the view');
  });

  it('announces the result of a filter to screen readers, not every refresh', () => {
    const model = modelOf();
    model.start();
    answer(model, 1, 3);
    assert.equal(model.announcement, '');

    model.setFilter({ ...noFilter, statuses: ['FAILED'] });
    answer(model, 2, 1);

    assert.equal(model.announcement, '1 job');
  });

  it('filters as a search is typed, by the valid terms', () => {
    const model = modelOf();
    model.setSearch('exit:13');
    assert.equal(model.query.filter.text, 'exit:13');

    model.setSearch('host exit:13x ');
    assert.equal(model.query.filter.text, 'host');
    assert.equal(model.search.text, 'host exit:13x ');
    assert.match(model.search.problem?.message ?? '', /^exit: needs a whole number/);
    assert.equal(model.search.problem?.isUnfinished, false);

    model.setSearch('exit:137 status:');
    assert.equal(model.search.problem.isUnfinished, true, 'it may be still being typed');
    model.setSearch('exit:137 ');
    assert.deepEqual([model.query.filter.text, model.search.text], ['exit:137', 'exit:137 ']);
  });

  it('reports an error in the search to the host, and exports with it, so that the host can refuse', () => {
    const model = modelOf();
    const told = () =>
      posted.flatMap(message => (message.type === 'invalidSearch' ? [message.text] : []));
    model.setSearch('status:failed');
    assert.deepEqual(told(), []);
    model.setSearch('status:failed regoin:eu');
    assert.deepEqual(told(), ['status:failed regoin:eu']);
    model.requests.exportJobs();
    const last = posted.at(-1);
    assert(last?.type === 'export');
    assert.equal(last.filter.text, 'status:failed regoin:eu');
    model.setSearch('status:failed region:eu');
    assert.deepEqual(told(), ['status:failed regoin:eu', undefined]);
    model.setSearch('is:stukc');
    model.receive({ type: 'show', id: 1, filter: noFilter });
    assert.equal(told().at(-1), undefined);
  });

  it('explains what is wrong with a search from a link', () => {
    const model = modelOf();
    model.receive({ type: 'show', id: 1, filter: { ...noFilter, text: 'regoin:eu' } });
    assert.match(model.search.problem?.message ?? '', /Did you mean region/);
  });

  it('keeps the typed text when a list filters, and drops it when another filter arrives', () => {
    const model = modelOf();
    model.setSearch('nope:1 x');
    model.setFilter({ ...model.query.filter, statuses: ['FAILED'] });
    assert.equal(model.search.text, 'nope:1 x');
    const filter = { ...noFilter, text: 'is:stuck' };
    model.receive({ type: 'show', id: 1, filter });
    assert.deepEqual(model.search, { text: 'is:stuck' });
  });

  it('reads a state from a version without a search', () => {
    const filter = { statuses: ['FAILED'], taskTypes: [], regions: [] };
    const sort = { column: 'timestamp', direction: 'descending' };
    const model = modelOf({ filter, sort, detailsOpen: false, topRow: 0 });
    assert.deepEqual(model.query.filter, { ...noFilter, ...filter });
  });

  it('requests charts when a result is painted, and remembers that they are collapsed', () => {
    const model = modelOf({ ...readSavedState(undefined), chartsOpen: true });
    model.start();
    model.receive(aResult(1, 3));
    assert.equal(sent(posted, 'charts').length, 0, 'its rows are not there yet');
    model.receive({ type: 'rows', id: 1, start: 0, rows: rowsOf(0, 3) });
    assert.equal(sent(posted, 'charts').length, 0, 'its rows are not painted yet');
    painted.forEach(run => run());
    assert.deepEqual(
      sent(posted, 'charts').map(({ id }) => id),
      [1],
    );
    model.charts.toggle();
    assert.equal(states.at(-1)?.chartsOpen, false);
  });

  it('shows the jobs of a bar', () => {
    const model = modelOf();
    model.setFilter({ ...model.query.filter, regions: ['eu-west-1'], taskTypes: ['Storage'] });
    model.showTaskType('Ingest');
    assert.deepEqual(model.query.filter.taskTypes, ['Ingest']);
    model.showPeriod({ kind: 'between', from: 0, to: 60_000 }, 'FAILED');
    assert.deepEqual(model.query.filter.statuses, ['FAILED']);
    model.showPeriod({ kind: 'between', from: 60_000, to: 120_000 });
    assert.deepEqual(model.query.filter.statuses, ['FAILED']);
    assert.deepEqual(model.query.filter.time, { kind: 'between', from: 60_000, to: 120_000 });
    assert.deepEqual(model.query.filter.regions, ['eu-west-1'], 'what else is chosen stays');
  });

  it('sends a command with its job, if there is one', () => {
    const model = modelOf();
    model.requests.run('refresh');
    model.requests.runOnJob('openEvent', 'job-1');

    assert.deepEqual(posted, [
      { type: 'command', name: 'refresh' },
      { type: 'command', name: 'openEvent', jobId: 'job-1' },
    ]);
  });

  it('remembers whether the action history is on screen, and its filter', () => {
    const first = modelOf();
    first.start();
    first.history.open();
    first.history.choose({ text: 'ingest', outcome: 'failed' });
    posted = [];

    const next = modelOf(JSON.parse(JSON.stringify(states.at(-1))));
    next.start();

    assert.equal(next.history.isOpen, true);
    const [question] = sent(posted, 'history');
    assert.deepEqual([question?.filter.text, question?.filter.outcomes], ['ingest', ['failed']]);
  });

  it('requests history and details again after actions, and links after new jobs', () => {
    const model = modelOf();
    model.start();
    model.details.open('job-1');
    model.receive({ type: 'details', jobId: 'job-1', actionState: noActions });
    posted = [];
    model.receive({ type: 'historyChanged' });
    assert.deepEqual(
      posted.map(({ type }) => type),
      ['details'],
      'what is not on screen is not asked for',
    );

    model.history.open();
    const answerHistory = (): void => {
      const id = sent(posted, 'history').at(-1)?.id ?? 0;
      model.receive({ type: 'history', id, start: 0, entries: [], total: 0, all: 0 });
    };
    answerHistory();
    posted = [];
    model.receive({ type: 'historyChanged' });
    assert.equal(sent(posted, 'history').length, 1);
    answerHistory();
    posted = [];
    model.receive(aState('loading'));
    assert.equal(sent(posted, 'history').length, 0);
    model.receive(aState('ready'));
    assert.equal(sent(posted, 'history').length, 1);
  });

  it('opens the details of a job with a view that names one', () => {
    const model = modelOf();
    model.start();
    model.receive({ type: 'show', id: 1, filter: noFilter, jobId: 'job-7' });
    assert.equal(model.details.jobId, 'job-7');
    assert(model.details.isOpen);
  });

  it('returns to the jobs when the host shows some', () => {
    const model = modelOf();
    model.start();
    model.history.open();
    model.receive({ type: 'show', id: 1, filter: noFilter });
    assert.equal(model.history.isOpen, false);
    assert.equal(states.at(-1)?.history?.isOpen, false);
  });

  it('shows the failures of all causes when the host asks for them, and the jobs when it does not', () => {
    const model = modelOf();
    model.start();
    const text = 'group:3f2a9c1b zip';
    model.receive({ type: 'show', id: 1, filter: { ...noFilter, text }, failures: true });
    assert.equal(model.part, 'failures');
    assert.equal(model.query.filter.text, 'zip');
    assert.equal(states.at(-1)?.failures?.isOpen, true);

    model.receive({ type: 'show', id: 1, filter: noFilter, mediaId: 'm1' });
    assert.deepEqual([model.part, model.backTitle], ['media', 'Back to Failures']);
    model.back();
    assert.equal(model.part, 'failures');
    model.receive({ type: 'show', id: 1, filter: noFilter });
    assert.deepEqual([model.part, model.backTitle], ['jobs', 'Back to Jobs']);
  });

  it('shows the jobs of a group, among those of the filter, whatever its statuses', () => {
    const model = modelOf();
    model.start();
    model.setFilter({ ...noFilter, statuses: ['SUCCEEDED'], regions: ['r'], text: 'zip' });
    model.showFailures();
    model.showFailureJobs('3f2a9c1b');
    assert.equal(model.part, 'jobs');
    assert.deepEqual(model.query.filter, {
      ...noFilter,
      regions: ['r'],
      text: 'zip group:3f2a9c1b',
    });
    model.showFailures();
    assert.equal(model.search.text, 'zip');
  });

  it('reports which action is requested for which jobs', () => {
    const model = modelOf();
    model.start();
    model.selectionFlow.change(selection => selection.all());
    model.requests.act('retry', model.selection.target);
    assert.deepEqual(posted.at(-1), {
      type: 'act',
      action: 'retry',
      target: { kind: 'matching', except: [] },
    });
  });

  it('starts over from an unreadable state', () => {
    for (const broken of [null, 'text', {}, { filter: {}, sort: {} }, { filter: 1 }]) {
      assert.equal(readSavedState(broken).detailsOpen, false);
      assert.equal(readSavedState(broken).sort.column, 'timestamp');
    }
  });
});
