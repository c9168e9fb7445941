import assert from 'node:assert/strict';
import { Emitter } from '../../../../src/core/base/emitter';
import { UserError } from '../../../../src/core/diagnostics/errors';
import { maxJobsAtOnce } from '../../../../src/core/actions/jobActions';
import { noActionFilter } from '../../../../src/core/actions/actionLog';
import { noFilter, type JobFilter } from '../../../../src/core/filter/jobFilter';
import { JobQueries } from '../../../../src/core/query/jobQueries';
import { JobStore } from '../../../../src/core/store/jobStore';
import { defaultTaskTypeRules } from '../../../../src/core/job/taskType';
import { TaskTypes } from '../../../../src/core/job/taskTypes';
import type { Job } from '../../../../src/core/job/job';
import type { FeedState } from '../../../../src/data/feed/feedState';
import {
  defaultPreferences,
  type ActionTarget,
  type Target,
} from '../../../../src/protocol/schemas';
import { jobCommands, pageCommands } from '../../../../src/protocol/toHost';
import type { ToPage } from '../../../../src/protocol/toPage';
import { checkToPage, type Message } from '../../../../src/protocol/messages';
import type { ActionHistory } from '../../../../src/ui/actions/actionHistory';
import { memoryHistory } from '../../../support/fakes/memoryHistory';
import { DashboardSession } from '../../../../src/ui/dashboard/dashboardSession';
import { linkOf } from '../../../../src/core/filter/dashboardLink';
import { memoryTimeZone } from '../../../support/fakes/memoryTimeZone';
import {
  DashboardPreferences,
  type TimeZoneChoice,
} from '../../../../src/ui/dashboard/dashboardPreferences';
import { anEntry } from '../../../support/builders/actions';
import { aFeedState, aJob, manyJobs } from '../../../support/builders/builders';
import { injections } from '../../../support/security/injections';
import { settled } from '../../../support/fakes/fakeClock';

const sort = { column: 'jobId', direction: 'ascending' } as const;

describe('DashboardSession', () => {
  let store: JobStore;
  let taskTypes: TaskTypes;
  let feedState: FeedState;
  let feedChanged: Emitter<FeedState>;
  let waitMs: number;
  let rateChanged: Emitter<undefined>;
  let sent: ToPage[];
  let commands: [string, string | undefined][];
  let refusals: string[];
  let exports: unknown[];
  let actions: [string, ActionTarget][];
  let history: ActionHistory;
  let warnings: string[];
  let items: Map<string, Record<string, unknown>>;
  let copied: [string, string][];
  let timeZone: TimeZoneChoice;
  let memory: Map<string, unknown> & { update: (key: string, value: unknown) => Promise<void> };
  let timers: Map<() => void, number>;
  /** By how much the clock goes on whenever it is looked at. */
  let tick: number;
  let time: number;
  let session: DashboardSession;

  beforeEach(() => {
    store = new JobStore();
    taskTypes = new TaskTypes(defaultTaskTypeRules);
    feedChanged = new Emitter();
    feedState = aFeedState({ updatedAt: 5 });
    waitMs = 60_000;
    rateChanged = new Emitter();
    sent = [];
    commands = [];
    refusals = [];
    exports = [];
    actions = [];
    history = memoryHistory();
    warnings = [];
    items = new Map();
    copied = [];
    const kept = new Map<string, unknown>();
    memory = Object.assign(kept, {
      update: (key: string, value: unknown) => Promise.resolve(void kept.set(key, value)),
    });
    timeZone = memoryTimeZone(memory);
    timers = new Map();
    tick = 0;
    time = 0;
    session = new DashboardSession({
      store,
      queries: new JobQueries(store, taskTypes),
      taskTypes,
      feed: {
        get state() {
          return feedState;
        },
        onDidChangeState: feedChanged.event,
        getItem: jobId => Promise.resolve(items.get(jobId)),
      },
      rate: {
        get waitMs() {
          return waitMs;
        },
        onDidChange: rateChanged.event,
      },
      post: message => {
        // What is sent must survive the page's own check, as plain JSON.
        const checked = checkToPage(JSON.parse(JSON.stringify(message)));
        assert(checked.ok, checked.ok ? '' : checked.reason);
        sent.push(message);
      },
      preferences: new DashboardPreferences(memory, timeZone, () => undefined),
      copy: (text, what) => copied.push([text, what]),
      linkOf: view => linkOf('link', view),
      refuse: reason => refusals.push(reason),
      runCommand: (name, jobId) => commands.push([name, jobId]),
      runOnFailures: (name, group) => commands.push([name, group]),
      exportJobs: wish => exports.push(wish),
      exportHistory: filter => exports.push(filter),
      act: (action, target) => actions.push([action, target]),
      history,
      readLog: () => Promise.resolve(undefined),
      warn: message => warnings.push(message),
      clock: {
        now: () => (time += tick),
        setTimeout: (run, ms) => {
          timers.set(run, ms);
          return run;
        },
        clearTimeout: timer => timers.delete(timer as () => void),
      },
    });
  });

  const last = <T extends ToPage['type']>(type: T): Message<ToPage, T> => {
    const message = sent.findLast(candidate => candidate.type === type);
    assert(message, `no ${type} was sent`);
    return message as Message<ToPage, T>;
  };
  /** Runs the timers that are due within so many milliseconds. */
  const passTime = (ms = Infinity): void => {
    const due = [...timers].filter(([, wait]) => wait <= ms);
    due.forEach(([run]) => timers.delete(run));
    due.forEach(([run]) => run());
  };

  it('responds to ready with the entire state', () => {
    store.apply(manyJobs(3));
    session.receive({ type: 'ready' });
    assert.deepEqual(last('state'), {
      type: 'state',
      connection: {
        name: undefined,
        table: 'Jobs',
        region: 'eu-west-1',
        endpoint: undefined,
        isSample: undefined,
      },
      load: { phase: 'ready' },
      updatedAt: 5,
      total: 3,
      malformed: 0,
      cost: { readUnits: 6, sessionUnits: 60, day: { units: 8_640, dollars: 0.00108 } },
      polling: { mode: 'on', everyMs: 60_000 },
      lacksBackfill: false,
    });
  });

  it('names the connection', () => {
    feedState = { ...feedState, connection: { ...feedState.connection, name: 'prod' } };
    session.receive({ type: 'ready' });
    assert.equal(last('state').connection.name, 'prod');
  });

  it('returns the IDs of all matching jobs, without excluded ones, up to the requested number', async () => {
    store.apply(manyJobs(6, index => ({ status: index % 2 === 0 ? 'FAILED' : 'RUNNING' })));
    const filter = { ...noFilter, statuses: ['FAILED'] };
    session.receive({ type: 'query', id: 1, filter, sort });
    assert.deepEqual(await session.matchingIds([], 10), ['job-0', 'job-2', 'job-4']);
    assert.deepEqual(await session.matchingIds(['job-2'], 10), ['job-0', 'job-4']);
    assert.deepEqual(await session.matchingIds(['job-0'], 1), ['job-2']);
  });

  it('reports how the jobs are refreshed, also when that changes', () => {
    session.receive({ type: 'ready' });
    waitMs = 0;
    rateChanged.fire(undefined);
    passTime();
    assert.deepEqual(last('state').polling, { mode: 'off' });
    assert.equal(last('state').cost?.day, undefined);

    waitMs = 5_000;
    const error = new UserError('credentials.expired', 'Expired.', 'Sign in.');
    feedState = { ...feedState, load: { phase: 'failed', error }, updatedAt: 5 };
    feedChanged.fire(feedState);
    passTime();
    assert.deepEqual(last('state').polling, { mode: 'signedOut' });
    assert.equal(last('state').updatedAt, 5, 'the age of what is on screen stays known');

    const shape = { index: 'partial', sizeBytes: 0 } as const;
    feedState = { ...feedState, load: { phase: 'ready' }, shape };
    feedChanged.fire(feedState);
    passTime();
    assert.equal(last('state').lacksBackfill, true);
  });

  it('responds to a query with counts, and to a row request with just that window', () => {
    store.apply(manyJobs(20, index => ({ status: index < 5 ? 'FAILED' : 'RUNNING' })));
    session.receive({ type: 'query', id: 7, filter: { ...noFilter, statuses: ['FAILED'] }, sort });
    const { matching, statistics, id } = last('result');
    assert.deepEqual([id, matching, statistics.failed], [7, 5, 5]);
    session.receive({ type: 'rows', id: 7, start: 1, end: 3 });
    const { rows, start } = last('rows');
    assert.deepEqual([start, rows.map(({ jobId }) => jobId)], [1, ['job-1', 'job-2']]);
    assert.equal(rows[0]?.taskType, 'Ingest');
  });

  it('responds to a query with the rows that it asks for, up to the last one', () => {
    store.apply(manyJobs(20));
    const rows = (start: number, end: number): unknown => {
      session.receive({ type: 'query', id: 1, filter: noFilter, sort, window: { start, end } });
      const { window } = last('result');
      assert(window && window !== 'sent');
      return { ...window, rows: window.rows.map(({ jobId }) => jobId) };
    };
    assert.deepEqual(rows(1, 3), { start: 1, rows: ['job-1', 'job-10'] });
    assert.deepEqual(rows(19, 200), { start: 19, rows: ['job-9'] });
    assert.deepEqual(rows(300, 400), { start: 300, rows: [] });
    assert.deepEqual(
      sent.filter(({ type }) => type === 'rows'),
      [],
    );
  });

  it('does not let a result wait for rows that are not in order', () => {
    store.apply(manyJobs(60_000));
    tick = 5;
    const window = { start: 59_900, end: 60_000 };
    session.receive({ type: 'query', id: 1, filter: noFilter, sort, window });
    while (sent.length === 0) {
      passTime();
    }
    assert.equal(last('result').window, undefined);
    session.receive({ type: 'rows', id: 1, ...window });
    while (!sent.some(({ type }) => type === 'rows')) {
      passTime();
    }
    assert.equal(last('rows').rows.at(-1)?.jobId, 'job-9999');
  });

  describe('with many jobs in a known order', () => {
    const window = { start: 0, end: 50 };
    const types = (): string[] => sent.map(({ type }) => type);
    const untilResult = (): void => {
      while (!types().includes('result')) {
        passTime();
      }
    };

    beforeEach(() => {
      store.apply(manyJobs(60_000, index => ({ jobName: index % 2 === 0 ? 'even' : 'odd' })));
      session.receive({ type: 'query', id: 1, filter: noFilter, sort });
      session.receive({ type: 'rows', id: 1, start: 59_990, end: 60_000 });
      while (!types().includes('rows')) {
        passTime();
      }
      sent.length = 0;
      tick = 5;
    });

    const search = (text: string, start = 0): void => {
      const filter = { ...noFilter, text };
      session.receive({ type: 'query', id: 2, filter, sort, window: { start, end: start + 50 } });
    };

    it('returns the rows at the top of another list before its figures', () => {
      search('even');
      assert.deepEqual(types(), ['rows']);
      const { id, start, rows } = last('rows');
      assert.deepEqual([id, start, rows.length, rows[1]?.jobId], [2, 0, 50, 'job-10']);

      untilResult();

      assert.deepEqual(types(), ['rows', 'result']);
      assert.deepEqual([last('result').matching, last('result').window], [30_000, 'sent']);
    });

    it('returns them again with the figures if they have changed meanwhile', () => {
      search('even');
      store.apply([aJob({ jobId: 'job-10', jobName: 'odd', timestamp: '2030-01-01T00:00:00Z' })]);
      untilResult();

      const { window: found } = last('result');
      assert(found && found !== 'sent');
      assert.notEqual(found.rows[1]?.jobId, 'job-10');
      assert.equal(found.rows.length, 50);
    });

    it('returns those of the newest query only', () => {
      search('even');
      session.receive({ type: 'query', id: 3, filter: noFilter, sort, window });
      untilResult();

      assert.deepEqual(
        sent.map(message => [message.type, 'id' in message && message.id]),
        [
          ['rows', 2],
          ['rows', 3],
          ['result', 3],
        ],
      );
    });

    it('returns all at once where few jobs match, and for rows in the middle', () => {
      search('job-5999');
      untilResult();
      assert.deepEqual(types(), ['result']);

      search('odd', 100);
      sent.length = 0;
      untilResult();
      assert.deepEqual(types(), ['result']);
    });
  });

  it('returns rows of the newest query only', () => {
    store.apply(manyJobs(2));
    session.receive({ type: 'query', id: 1, filter: noFilter, sort });
    session.receive({ type: 'query', id: 2, filter: noFilter, sort });
    session.receive({ type: 'rows', id: 1, start: 0, end: 2 });
    assert.equal(
      sent.some(({ type }) => type === 'rows'),
      false,
    );
  });

  it('returns rows requested along with the query, up to the last one', () => {
    store.apply(manyJobs(60_000));
    tick = 5;
    session.receive({ type: 'query', id: 1, filter: { ...noFilter, text: 'job-5999' }, sort });
    session.receive({ type: 'rows', id: 1, start: 0, end: 200 });
    for (let slices = 0; sent.length < 2; slices++) {
      assert(slices < 1000);
      passTime();
    }
    assert.deepEqual(
      sent.map(({ type }) => type),
      ['result', 'rows'],
    );
    assert.equal(last('rows').rows.length, last('result').matching);
  });

  it('returns the first rows of a new order before all jobs are sorted, and the others after', () => {
    store.apply(manyJobs(60_000));
    tick = 5;
    session.receive({ type: 'query', id: 1, filter: noFilter, sort });
    session.receive({ type: 'rows', id: 1, start: 59_990, end: 60_000 });
    session.receive({ type: 'rows', id: 1, start: 0, end: 3 });
    session.receive({
      type: 'copy',
      what: 'ids',
      target: { kind: 'matching', except: [] },
      columns: ['jobId'],
    });
    const posted = (): string[] =>
      sent.map(message => (message.type === 'rows' ? `rows ${message.start}` : message.type));
    while (!posted().includes('rows 0')) {
      passTime();
    }
    assert.deepEqual(posted(), ['result', 'rows 0']);
    assert.deepEqual(
      last('rows').rows.map(({ jobId }) => jobId),
      ['job-0', 'job-1', 'job-10'],
    );
    assert.equal(last('result').matching, 60_000);
    assert.deepEqual(copied, []);
    let more = 0;
    for (; !posted().includes('rows 59990'); more++) {
      passTime();
    }
    assert.deepEqual(posted(), ['result', 'rows 0', 'rows 59990']);
    assert.equal(last('rows').rows.at(-1)?.jobId, 'job-9999');
    assert.equal(copied.length, 1);
    assert(more > 5, `only ${more} slices later`);
  });

  it('sorts all jobs once the first rows had time to be painted, or as soon as others are requested', () => {
    store.apply(manyJobs(60_000));
    let slices = 0;
    const postedRows = (): number => sent.filter(({ type }) => type === 'rows').length;
    const until = (rows: number): void => {
      for (; postedRows() < rows; slices++) {
        assert(slices < 1000);
        passTime(0);
      }
    };
    tick = 5;
    session.receive({ type: 'query', id: 1, filter: noFilter, sort });
    session.receive({ type: 'rows', id: 1, start: 0, end: 3 });
    until(1);
    passTime(0);
    assert([...timers.values()].includes(100), 'it waits');
    session.receive({ type: 'rows', id: 1, start: 59_990, end: 60_000 });
    until(2);
    assert.equal(last('rows').rows.at(-1)?.jobId, 'job-9999');
  });

  it('returns no rows of the previous table', () => {
    store.apply(manyJobs(2));
    session.receive({ type: 'query', id: 1, filter: noFilter, sort });
    store.clear();
    store.apply(manyJobs(2, () => ({ jobName: 'other' })));
    session.receive({ type: 'rows', id: 1, start: 0, end: 2 });
    assert.equal(sent.filter(({ type }) => type === 'rows').length, 0);
    assert.deepEqual(last('gone'), { type: 'gone', id: 1 });
    session.receive({ type: 'query', id: 2, filter: noFilter, sort });
    session.receive({ type: 'rows', id: 2, start: 0, end: 2 });
    assert.equal(last('rows').rows[0]?.jobName, 'other');
  });

  it('computes a long response in slices, and stops for a newer request', () => {
    store.apply(manyJobs(60_000));
    tick = 5;
    session.receive({ type: 'query', id: 1, filter: noFilter, sort });
    assert.equal(sent.length, 0, 'nothing yet: the work has given way');
    session.receive({
      type: 'query',
      id: 2,
      filter: { ...noFilter, statuses: ['FAILED'] },
      sort,
    });
    for (let slices = 0; sent.every(({ type }) => type !== 'result'); slices++) {
      assert(slices < 1000);
      passTime();
    }
    assert.deepEqual([last('result').id, last('result').matching], [2, 0]);
    passTime();
    assert.equal(sent.filter(({ type }) => type === 'result').length, 1);
  });

  it('returns charts of the newest query only, in slices', () => {
    store.apply(manyJobs(60_000));
    const charts = (id: number): void =>
      session.receive({ type: 'charts', id, timeZone: 'Europe/Paris' });
    const count = (): number => sent.filter(({ type }) => type === 'charts').length;
    charts(1);
    session.receive({ type: 'query', id: 1, filter: noFilter, sort });
    session.receive({ type: 'query', id: 2, filter: { ...noFilter, statuses: ['RUNNING'] }, sort });
    charts(1);
    assert.equal(count(), 0, 'there is no such query any more');

    tick = 5;
    charts(2);
    assert.equal(count(), 0, 'nothing yet: the work has given way');
    session.receive({ type: 'query', id: 3, filter: { ...noFilter, statuses: ['GONE'] }, sort });
    charts(2);
    for (let slices = 0; last('result').id !== 3; slices++) {
      assert(slices < 1000);
      passTime();
    }
    tick = 0;
    passTime();
    assert.equal(count(), 0, 'it has given up for a newer question');

    charts(3);
    assert.deepEqual(last('charts').outcomes.bars, []);
    session.receive({ type: 'query', id: 4, filter: noFilter, sort });
    charts(4);
    const { id, outcomes } = last('charts');
    const counts = outcomes.bars.map(bar => bar.counts);
    assert.deepEqual([id, outcomes.statuses, counts], [4, ['RUNNING'], [[60_000]]]);
    store.clear();
    charts(4);
    assert.equal(count(), 2, 'those jobs are no answer any more');
  });

  it('returns details, and reports that the job is gone', () => {
    store.apply([
      aJob({
        jobId: 'a',
        status: 'FAILED',
        statusReason: 'x'.repeat(10_000),
        startedAt: 0,
        stoppedAt: 92_000,
      }),
    ]);
    session.receive({ type: 'details', jobId: 'a' });
    const { details } = last('details');
    assert(details);
    const value = (label: string) => details.technical.find(fact => fact.label === label)?.value;
    assert.equal(value('Job queue'), 'orchestrator-repair-ingest-standard-pre');
    assert.equal(value('Job definition'), 'storage-pre-v2');
    assert.equal(value('Revision'), '129');
    assert.equal(value('Run time'), '1 min 32 s');
    assert.equal(value('Status reason')?.length, 10_000, 'details are never cut');
    assert.equal(details.general[1]?.value, '–', 'a fact of the seed that is absent still shows');
    session.receive({ type: 'details', jobId: 'b' });
    assert.equal(last('details').details, undefined);
  });

  it('sends the contents of the full event after the details', async () => {
    const fullEvent = JSON.stringify({ detail: { tags: { team: 'media' } } });
    items.set('a', { jobId: 'a', fullEvent });
    store.apply([aJob({ jobId: 'a' })]);
    session.receive({ type: 'details', jobId: 'a' });
    assert.deepEqual(
      sent.map(({ type }) => type),
      ['details'],
    );
    passTime();
    await settled();
    const { outcome, jobId } = last('event');
    assert(outcome.kind === 'read');
    assert.deepEqual(
      [jobId, outcome.sections],
      [
        'a',
        [
          {
            kind: 'tags',
            title: 'Tags',
            facts: [{ label: 'team', value: 'media', copy: { name: 'team' } }],
            more: 0,
          },
        ],
      ],
    );
  });

  it('reads no event after the details are closed or the page is hidden', async () => {
    store.apply([aJob({ jobId: 'a' })]);
    session.receive({ type: 'details', jobId: 'a' });
    session.receive({ type: 'detailsClosed' });
    passTime();
    session.receive({ type: 'details', jobId: 'a' });
    session.hide();
    passTime();
    await settled();
    assert.equal(sent.filter(({ type }) => type === 'event').length, 0);
  });

  it('links to the parent of an array job if it is in the table', () => {
    const parent = aJob({ jobId: 'p' });
    store.apply([aJob({ jobId: 'p:1', parentId: 'p' })]);
    const parentFact = () => {
      session.receive({ type: 'details', jobId: 'p:1' });
      return last('details').details?.technical.find(({ label }) => label === 'Parent job');
    };
    assert.equal(parentFact()?.jobId, undefined);
    store.apply([parent]);
    assert.equal(parentFact()?.jobId, 'p');
  });

  it('shortens values that no table cell can show', () => {
    store.apply([aJob({ statusReason: 'x'.repeat(10_000) })]);
    session.receive({ type: 'query', id: 1, filter: noFilter, sort });
    session.receive({ type: 'rows', id: 1, start: 0, end: 1 });
    assert.equal(last('rows').rows[0]?.statusReason.length, 501);
  });

  it('runs only the listed commands', () => {
    store.apply([aJob({ jobId: 'a' })]);
    session.receive({ type: 'command', name: 'openEvent', jobId: 'a' });
    session.receive({ type: 'command', name: 'refresh' });
    session.receive({ type: 'command', name: 'workbench.action.terminal.new' });
    assert.deepEqual(commands, [
      ['openEvent', 'a'],
      ['refresh', undefined],
    ]);
    assert.equal(warnings.length, 1);
  });

  it('runs commands without arguments, except those about a job, which must be in the table', () => {
    store.apply([aJob({ jobId: 'a' })]);
    const hostile = injections({ address: 'http://127.0.0.1:1', command: 'x.y', script: 'z' });
    for (const name of pageCommands) {
      for (const jobId of ['a', ...hostile.map(({ text }) => text), '', {}, ['a'], null]) {
        session.receive({ type: 'command', name, jobId });
      }
    }
    assert.equal(warnings.length, pageCommands.length * (hostile.length + 5));
    warnings.length = 0;
    for (const name of jobCommands) {
      session.receive({ type: 'command', name });
      for (const jobId of [{}, ['a'], null]) {
        session.receive({ type: 'command', name, jobId });
      }
      hostile.forEach(({ text }) => session.receive({ type: 'command', name, jobId: text }));
    }
    assert.equal(warnings.length, jobCommands.length * 4);
    assert.deepEqual(commands, []);
    assert.deepEqual(new Set(refusals), new Set(['The job is no longer in the table.']));
  });

  it('forwards which jobs to export, and remembers the last request of the page', () => {
    const filter = { ...noFilter, statuses: ['FAILED'] };
    assert.equal(session.querySpec, undefined);
    session.receive({ type: 'export', filter, sort });
    const retries = { ...noActionFilter, actions: ['retry'] };
    session.receive({ type: 'exportHistory', filter: retries });
    assert.deepEqual(exports, [{ filter, sort }, retries]);
    assert.deepEqual(sent, []);
    session.receive({ type: 'query', id: 1, filter: noFilter, sort });
    session.receive({ type: 'query', id: 2, filter, sort });
    assert.deepEqual(session.querySpec, { filter, sort });
  });

  it('drops invalid messages, and logs why', () => {
    const bad: unknown[] = [
      undefined,
      null,
      'ready',
      {},
      { type: 'nope' },
      { type: 'query', id: -1, filter: noFilter, sort },
      { type: 'query', id: 1, filter: { ...noFilter, statuses: [7] }, sort },
      {
        type: 'query',
        id: 1,
        filter: noFilter,
        sort: { column: '__proto__', direction: 'ascending' },
      },
      { type: 'rows', id: 1, start: 5, end: 2 },
      { type: 'query', id: 1, filter: noFilter, sort, window: { start: 5, end: 2 } },
      { type: 'query', id: 1, filter: noFilter, sort, window: { start: 0, end: 501 } },
      { type: 'rows', id: 1, start: 0, end: 1e9 },
      { type: 'details', jobId: { toString: 'x' } },
      { type: 'ready', extra: 1 },
      { type: 'act', action: 'terminate', target: { kind: 'some', jobIds: [] } },
      { type: 'act', action: 'retry', target: { kind: 'all' } },
      { type: 'history', id: 1, filter: noActionFilter, start: 0, end: 101 },
      { type: 'history', id: 1, filter: noActionFilter, start: 5, end: 2 },
      {
        type: 'history',
        id: 1,
        filter: { ...noActionFilter, actions: ['nope'] },
        start: 0,
        end: 1,
      },
      { type: 'history', id: 1, filter: { ...noActionFilter, since: NaN }, start: 0, end: 1 },
      { type: 'command', name: 'retryJob' },
    ];
    bad.forEach(message => session.receive(message));
    assert.deepEqual(sent, []);
    assert.equal(warnings.length, bad.length);
  });

  it('runs the commands of actions, for selected jobs and for all that match', async () => {
    store.apply(manyJobs(4, index => ({ status: index === 1 ? 'FAILED' : 'RUNNING' })));
    const some: Target = { kind: 'some', jobIds: ['job-1', 'gone'] };
    session.receive({ type: 'act', action: 'retry', target: some });
    session.receive({
      type: 'query',
      id: 1,
      filter: { ...noFilter, statuses: ['RUNNING'] },
      sort,
    });
    const others: Target = { kind: 'matching', except: ['job-2', 'no-longer-here'] };
    session.receive({ type: 'act', action: 'abort', target: others });
    assert.deepEqual(actions, [
      ['retry', some],
      ['abort', others],
    ]);
    assert.deepEqual(await session.matchingIds(others.except, 10), ['job-0', 'job-3']);
  });

  describe('asked for the failures by cause', () => {
    const ask = (id: number, filter: Partial<JobFilter> = {}): void =>
      session.receive({
        type: 'failures',
        id,
        filter: { ...noFilter, ...filter },
        order: 'count',
      });
    const failed = (jobId: string, facts: Partial<Job> = {}): Job =>
      aJob({ jobId, status: 'FAILED', exitCode: 1, ...facts });

    beforeEach(() => {
      store.apply([
        failed('a', { region: 'eu-west-1' }),
        failed('b', { region: 'us-east-1' }),
        failed('c', { exitCode: 137, reason: 'OutOfMemoryError: Container killed' }),
        aJob({ jobId: 'd', status: 'SUCCEEDED' }),
      ]);
      session.receive({ type: 'query', id: 1, filter: noFilter, sort });
    });

    it('answers with groups, whatever the status filter, and follows changes', async () => {
      ask(1, { statuses: ['SUCCEEDED'] });
      await settled();
      const { groups, failures, more } = last('failures');
      assert.deepEqual(
        groups.map(({ cause, count, exitCode }) => [cause.title, count, exitCode]),
        [
          ['Program error (exit code 1)', 2, 1],
          ['Out of memory', 1, 137],
        ],
      );
      assert.deepEqual([failures, more], [3, 0]);
      assert.match(groups[0]?.cause.source ?? '', /^https:/);

      store.apply([failed('d')]);
      ask(2, { statuses: ['SUCCEEDED'] });
      await settled();
      assert.deepEqual([last('failures').id, last('failures').groups[0]?.count], [2, 3]);
    });

    it('acts on the jobs of a group among those that it counts', async () => {
      assert.deepEqual(await session.failedIds('none', 10), []);
      ask(1, { regions: ['us-east-1'] });
      await settled();
      const id = last('failures').groups[0]?.id ?? '';
      session.receive({ type: 'act', action: 'retry', target: { kind: 'failures', group: id } });
      session.receive({ type: 'failureCommand', name: 'copyFailures', group: id });
      assert.deepEqual(actions, [['retry', { kind: 'failures', group: id }]]);
      assert.deepEqual(commands, [['copyFailures', id]]);
      assert.deepEqual(await session.failedIds(id, 10), ['b']);
      assert.equal(session.failures.find(id)?.newestJobId, 'b');
    });

    it('groups anew with other task types, and forgets the groups of another table', async () => {
      ask(1);
      await settled();
      taskTypes.use([]);
      ask(2);
      await settled();
      assert.equal(last('failures').failures, 3);
      store.clear();
      assert.equal(session.failures.find(last('failures').groups[0]?.id ?? ''), undefined);
      ask(3);
      await settled();
      assert.deepEqual([last('failures').id, last('failures').failures], [3, 0]);
    });
  });

  describe('with an error in the search', () => {
    const target = { kind: 'matching', except: [] };
    const invalid = { ...noFilter, text: 'status:failed regoin:eu' };
    const askForAll = async (): Promise<void> => {
      session.receive({ type: 'copy', what: 'ids', target, columns: [] });
      await assert.rejects(session.matchingIds([], 10), { code: 'search.invalid' });
      await assert.rejects(session.matchingJobs([]), { code: 'search.invalid' });
      await settled();
      assert.deepEqual(copied, []);
      assert.equal(refusals.length, 1);
      assert.match(refusals.join(), /nothing was done.*regoin/);
    };

    beforeEach(() => {
      store.apply(manyJobs(3, () => ({ status: 'FAILED' })));
    });

    it('finds no matching jobs to act on, because more may match than the user meant', async () => {
      session.receive({ type: 'query', id: 1, filter: invalid, sort });
      await askForAll();
    });

    it('finds none while the error is only in the search box, either', async () => {
      const filter = { ...noFilter, text: 'status:failed' };
      session.receive({ type: 'query', id: 1, filter, sort });
      session.receive({ type: 'invalidSearch', text: invalid.text });
      assert.deepEqual(session.querySpec, { filter, sort });
      assert.deepEqual(session.typedSpec, { filter: invalid, sort });
      await askForAll();
    });

    it('still copies individually selected jobs', () => {
      session.receive({ type: 'query', id: 1, filter: invalid, sort });
      const some = { kind: 'some', jobIds: ['job-1'] };
      session.receive({ type: 'copy', what: 'ids', target: some, columns: [] });
      assert.deepEqual(copied, [['job-1', '1 job ID']]);
    });

    it('finds them again once the error is corrected, or the page restarts', async () => {
      session.receive({ type: 'query', id: 1, filter: noFilter, sort });
      for (const message of [{ type: 'invalidSearch' }, { type: 'ready' }]) {
        session.receive({ type: 'invalidSearch', text: invalid.text });
        session.receive(message);
        assert.equal((await session.matchingIds([], 10)).length, 3);
      }
    });
  });

  it('finds jobs that match now, even before the page learns that others are gone', async () => {
    store.apply(manyJobs(2, () => ({ status: 'FAILED' })));
    const filter = { ...noFilter, statuses: ['FAILED'] };
    session.receive({ type: 'query', id: 1, filter, sort });
    // The next job gets a row of one that is gone.
    store.removeUnseen(store.mark());
    store.apply([
      aJob({ jobId: 'running', status: 'RUNNING' }),
      aJob({ jobId: 'failed', status: 'FAILED' }),
    ]);
    const target = { kind: 'matching', except: [] };
    session.receive({ type: 'copy', what: 'ids', target, columns: [] });
    assert.deepEqual(await session.matchingIds([], 10), ['failed']);
    assert.deepEqual(copied, [['failed', '1 job ID']]);
  });

  it('finds no job of a table that is opened during the query', async () => {
    store.apply(manyJobs(30_000));
    session.receive({ type: 'query', id: 1, filter: noFilter, sort });
    tick = 20;
    const found = session.matchingIds([], 10);
    store.clear();
    store.apply(manyJobs(30_000));
    for (let n = 0; n < 1000; n++) {
      passTime();
    }
    assert.deepEqual(await found, []);
  });

  it('finds at most the requested number of matching jobs, without the exceptions', async () => {
    store.apply(manyJobs(maxJobsAtOnce + 20));
    session.receive({ type: 'query', id: 1, filter: noFilter, sort });
    const found = await session.matchingIds(['job-0'], maxJobsAtOnce + 1);
    assert.equal(found.length, maxJobsAtOnce + 1);
    assert.equal(found.includes('job-0'), false);
  });

  it('shows marks in rows and details as soon as they are set', () => {
    store.apply(manyJobs(2));
    const rows = () => {
      session.receive({ type: 'query', id: 1, filter: noFilter, sort });
      session.receive({ type: 'rows', id: 1, start: 0, end: 2 });
      return last('rows').rows.map(({ broken, acknowledged }) => ({ broken, acknowledged }));
    };
    const none = { broken: undefined, acknowledged: undefined };
    session.receive({ type: 'ready' });
    assert.deepEqual(rows(), [none, none]);
    sent.length = 0;
    store.setMark('broken', ['job-1'], true);
    store.setMark('acknowledged', ['job-0'], true);
    passTime();
    assert.deepEqual(last('changed'), { type: 'changed' });
    assert.deepEqual(rows(), [
      { ...none, acknowledged: true },
      { ...none, broken: true },
    ]);
    session.receive({ type: 'details', jobId: 'job-1' });
    assert.equal(last('details').actionState.broken, true);
  });

  it('responds to requests for the action history, and announces changes', async () => {
    session.receive({ type: 'ready' });
    await history.add([anEntry({ id: 'a' }), anEntry({ id: 'b' })]);
    await history.add([anEntry({ id: 'c', action: 'abort' })]);
    assert.equal(sent.filter(({ type }) => type === 'historyChanged').length, 0);
    passTime();
    assert.equal(sent.filter(({ type }) => type === 'historyChanged').length, 1, 'once for both');

    const filter = { actions: ['retry'], outcomes: [], text: '' };
    session.receive({ type: 'history', id: 3, filter, start: 0, end: 1 });
    await settled();
    const { id, entries, total, all } = last('history');
    assert.deepEqual([id, entries.map(entry => entry.id), total, all], [3, ['b'], 2, 3]);

    session.hide();
    sent.length = 0;
    await history.clear();
    passTime();
    assert.deepEqual(sent, [], 'a hidden page is told nothing');
  });

  it('keeps a filter for a hidden page, and sends nothing meanwhile', () => {
    session.receive({ type: 'ready' });
    session.hide();
    sent.length = 0;
    const filter = { ...noFilter, statuses: ['FAILED'] };
    session.show({ filter });
    assert.deepEqual(
      session.querySpec?.filter,
      filter,
      'who follows the page need not wait for it',
    );
    store.apply(manyJobs(1));
    passTime();
    assert.deepEqual(sent, []);
    session.receive({ type: 'ready' });
    assert.deepEqual(last('show').filter, filter);
  });

  it('sends a view again that a page did not apply before it was hidden', () => {
    session.receive({ type: 'ready' });
    session.receive({ type: 'query', id: 1, filter: noFilter, sort });
    const filter = { ...noFilter, statuses: ['FAILED'] };
    // VS Code reports later that the page is hidden, and drops what it is sent.
    session.show({ filter });
    session.hide();
    assert.deepEqual(session.querySpec?.filter, filter);
    sent.length = 0;
    session.receive({ type: 'ready' });
    assert.deepEqual(last('show').filter, filter);

    session.receive({ type: 'query', id: 1, filter, sort, view: last('show').id });
    session.hide();
    sent.length = 0;
    session.receive({ type: 'ready' });
    assert(!sent.some(({ type }) => type === 'show'), 'the page has applied it');
  });

  it('sends a view again that a page did not have yet when it queried', () => {
    const filter = { ...noFilter, statuses: ['FAILED'] };
    session.show({ filter });
    session.receive({ type: 'ready' });
    // A page queries what it showed before while its view is on the way, which VS Code may drop.
    session.receive({ type: 'query', id: 1, filter: noFilter, sort });
    assert.deepEqual(session.querySpec?.filter, filter);
    sent.length = 0;
    session.receive({ type: 'ready' });
    assert.deepEqual(last('show').filter, filter);
  });

  it('copies selected jobs as rows or IDs, and all that match the filter', () => {
    store.apply(manyJobs(3, index => ({ status: index === 1 ? 'FAILED' : 'RUNNING' })));
    const target = { kind: 'some', jobIds: ['job-1', 'gone', 'job-0'] };
    session.receive({ type: 'copy', what: 'rows', target, columns: ['jobId', 'status'] });
    assert.deepEqual(copied.pop(), ['Job ID\tStatus\njob-1\tFAILED\njob-0\tRUNNING', '2 rows']);

    session.receive({
      type: 'query',
      id: 1,
      filter: { ...noFilter, statuses: ['RUNNING'] },
      sort,
    });
    session.receive({
      type: 'copy',
      what: 'ids',
      target: { kind: 'matching', except: [] },
      columns: [],
    });
    assert.deepEqual(copied.pop(), ['job-0\njob-2', '2 job IDs']);

    const allButOne = { kind: 'matching', except: ['job-0'] };
    session.receive({ type: 'copy', what: 'ids', target: allButOne, columns: [] });
    assert.deepEqual(copied.pop(), ['job-2', '1 job ID']);
  });

  it('copies all matching jobs even when jobs change during the sort', () => {
    const names = (index: number) => ({ jobName: `name ${index % 7}` });
    store.apply(manyJobs(30_000, names));
    const byName = { column: 'jobName', direction: 'ascending' };
    tick = 20;
    session.receive({ type: 'query', id: 1, filter: noFilter, sort: byName });
    const target = { kind: 'matching', except: [] };
    session.receive({ type: 'copy', what: 'ids', target, columns: [] });
    passTime();
    store.apply([aJob({ jobId: 'newer' })]);
    session.receive({ type: 'query', id: 2, filter: noFilter, sort: byName });
    for (let n = 0; n < 2000 && copied.length === 0; n++) {
      passTime();
    }
    assert.equal(copied.length, 1);
    assert(copied[0]?.[1].startsWith('the first 10,000'));
  });

  it('returns the IDs of rows of the newest query only', () => {
    store.apply(manyJobs(5));
    session.receive({ type: 'query', id: 4, filter: noFilter, sort });
    session.receive({ type: 'ids', id: 4, start: 1, end: 3 });
    assert.deepEqual(last('ids').jobIds, ['job-1', 'job-2']);
    sent.length = 0;
    session.receive({ type: 'ids', id: 3, start: 1, end: 3 });
    assert.deepEqual(sent, []);
  });

  it('copies a link to what is shown', () => {
    session.receive({
      type: 'copyLink',
      filter: { ...noFilter, statuses: ['FAILED'] },
      sort,
    });
    assert.deepEqual(copied, [['link?status=FAILED&sort=jobId', 'a link to this dashboard']]);
  });

  it('saves the layout of the table for the next page, unless another version wrote it', () => {
    const looks = { columns: [{ id: 'jobId', width: 90 }], timeZone: 'utc', timeStyle: 'relative' };
    session.receive({ type: 'preferences', preferences: looks });
    session.receive({ type: 'ready' });
    assert.deepEqual(last('preferences').preferences, looks);
    memory.forEach((_, key) => memory.set(key, { columns: [{ id: 'gone' }] }));
    session.receive({ type: 'ready' });
    assert.deepEqual(last('preferences').preferences, defaultPreferences);
  });

  it('shares the time zone with everything else, both ways', () => {
    session.receive({ type: 'ready' });
    timeZone.set('utc');
    assert.equal(last('preferences').preferences.timeZone, 'utc');
    sent.length = 0;
    session.receive({ type: 'preferences', preferences: defaultPreferences });
    assert.equal(timeZone.value, 'local');
    assert.deepEqual(sent, [], 'the page may have sent more changes since');
  });

  it('requests a refresh each minute for results that depend on the time', () => {
    store.apply(manyJobs(1, () => ({ timestamp: new Date(30_000).toISOString() })));
    const filter = { ...noFilter, time: { kind: 'last', ms: 60_000 } };
    const ask = (): number => {
      session.receive({ type: 'query', id: 1, filter, sort });
      return last('result').matching;
    };
    assert.equal(ask(), 1);
    tick = 200_000;
    ask();
    passTime();
    assert.equal(last('result').matching, 0);
  });

  describe('while only the time changes', () => {
    const hour = 3_600_000;
    const stuck = { ...noFilter, text: 'is:stuck' };
    const ask = (filter: typeof noFilter): number => {
      session.receive({ type: 'query', id: 1, filter, sort });
      return last('result').matching;
    };
    const changes = (): number => sent.filter(({ type }) => type === 'changed').length;

    beforeEach(() => {
      const timestamp = new Date(0).toISOString();
      store.apply(manyJobs(1, () => ({ status: 'RUNNABLE', timestamp, startedAt: 0 })));
      passTime();
      passTime();
      session.receive({ type: 'ready' });
    });

    for (const [filter, before, after] of [
      [stuck, 0, 1],
      [{ ...noFilter, text: 'age:>1h' }, 0, 1],
      [{ ...noFilter, text: 'duration:<1h' }, 1, 0],
      [{ ...noFilter, time: { kind: 'last', ms: hour } }, 1, 0],
    ] as const) {
      it(`asks the page to query again each minute for ${filter.text || 'the last hour'}`, () => {
        // Only a job that runs has a duration that grows.
        if (filter.text.startsWith('duration')) {
          const timestamp = new Date(0).toISOString();
          store.apply(manyJobs(1, () => ({ status: 'RUNNING', timestamp, startedAt: 0 })));
          passTime();
          sent.length = 0;
        }
        assert.equal(ask(filter), before);
        for (const minute of [1, 2, 3]) {
          passTime();
          passTime(1_000);
          assert.equal(changes(), minute);
        }
        time = 2 * hour;
        assert.equal(ask(filter), after);
      });
    }

    it('tells the page to ask again while a job may get stuck', () => {
      time = 0;
      ask({ ...noFilter, text: 'status:runnable' });
      assert.equal(timers.size, 1);
      time = 2 * hour;
      ask({ ...noFilter, text: 'status:runnable' });
      assert.equal(timers.size, 0, 'it is stuck already');
    });

    it('does not notify the page if the time does not matter, or while it is hidden', () => {
      ask(noFilter);
      ask(stuck);
      ask({ ...noFilter, text: 'status:failed' });
      assert.equal(timers.size, 0);
      ask(stuck);
      assert.equal(timers.size, 1);
      session.hide();
      assert.equal(timers.size, 0, 'a hidden page costs nothing');
      session.receive({ type: 'ready' });
      ask(stuck);
      assert.equal(timers.size, 1);
      session.dispose();
      assert.equal(timers.size, 0);
    });
  });

  it('announces changes to the page at a limited rate', () => {
    session.receive({ type: 'ready' });
    sent.length = 0;
    store.apply(manyJobs(1));
    store.apply(manyJobs(2));
    feedChanged.fire(feedState);
    assert.deepEqual(sent, []);
    passTime();
    assert.deepEqual(
      sent.filter(({ type }) => type === 'changed'),
      [{ type: 'changed' }],
    );
    taskTypes.use([]);
    passTime();
    assert.equal(sent.filter(({ type }) => type === 'changed').length, 2);
  });

  it('forwards an error with its remedy', () => {
    const error = new UserError('network', 'Cannot be reached.', 'Check it.', 'openSettings');
    feedState = { ...feedState, load: { phase: 'failed', error } };
    session.receive({ type: 'ready' });
    assert.deepEqual(last('state').load, {
      phase: 'failed',
      message: 'Cannot be reached.',
      remedy: 'Check it.',
      command: 'openSettings',
    });
  });

  it('keeps a filter for a page that is still loading', () => {
    const filter = { ...noFilter, statuses: ['FAILED'] };
    session.show({ filter });
    assert.deepEqual(sent, []);
    session.receive({ type: 'ready' });
    assert.deepEqual(last('show').filter, filter);
    session.receive({ type: 'query', id: 1, filter, sort, view: last('show').id });
    session.receive({ type: 'ready' });
    assert.equal(sent.filter(({ type }) => type === 'show').length, 1, 'it is sent once');
  });

  it('knows whose details are open, and that some items could not be read', () => {
    store.apply([aJob({ jobId: 'a' })]);
    session.receive({ type: 'ready' });
    session.receive({ type: 'details', jobId: 'a' });
    assert.equal(session.detailsOf, 'a');
    session.receive({ type: 'detailsClosed' });
    assert.equal(session.detailsOf, undefined);
    sent.length = 0;
    const damaged = new Map([['a', ['startedAt']]]);
    feedState = aFeedState({
      malformed: 2,
      unread: { items: ['{ }'], damaged, hasMoreDamaged: true },
    });
    session.receive({ type: 'ready' });
    const state = sent.find(message => message.type === 'state');
    assert.deepEqual([state?.malformed, state?.damaged], [2, { count: 1, hasMore: true }]);
  });
});
