import assert from 'node:assert/strict';
import type { ActionEntry } from '../../../../src/core/actions/actionLog';
import { noActionFilter } from '../../../../src/core/actions/actionLog';
import { Emitter } from '../../../../src/core/base/emitter';
import { JobStore } from '../../../../src/core/store/jobStore';
import { maxCellLength } from '../../../../src/protocol/rows';
import type { ToPage } from '../../../../src/protocol/toPage';
import { checkToPage, type Message } from '../../../../src/protocol/messages';
import { HistoryMessages } from '../../../../src/ui/dashboard/historyMessages';
import { aJob } from '../../../support/builders/builders';
import { anEntry } from '../../../support/builders/actions';

describe('HistoryMessages', () => {
  let store: JobStore;
  let entries: readonly ActionEntry[];
  let ready: () => Promise<void>;
  let sent: ToPage[];
  let warnings: string[];
  let answers: HistoryMessages;

  beforeEach(() => {
    store = new JobStore();
    entries = [];
    ready = () => Promise.resolve();
    sent = [];
    warnings = [];
    answers = new HistoryMessages({
      store,
      history: {
        get entries() {
          return entries;
        },
        onDidChange: new Emitter<void>().event,
        ready: () => ready(),
      },
      post: message => {
        const checked = checkToPage(JSON.parse(JSON.stringify(message)));
        assert(checked.ok, checked.ok ? '' : checked.reason);
        sent.push(message);
      },
      warn: message => warnings.push(message),
    });
  });

  const ask = async (
    start: number,
    end: number,
    filter: Partial<Message<ToPage, 'history'>> | object = {},
  ): Promise<Message<ToPage, 'history'>> => {
    await answers.answer({
      type: 'history',
      id: 7,
      filter: { ...noActionFilter, ...filter },
      start,
      end,
    });
    const answer = sent.at(-1);
    assert(answer?.type === 'history');
    return answer;
  };

  it('returns a window of the matching entries, and their number', async () => {
    entries = Array.from({ length: 9 }, (_, index) =>
      anEntry({ id: `e${index}`, action: index % 3 === 0 ? 'retry' : 'abort', at: index }),
    );
    const { id, start, entries: shown, total, all } = await ask(1, 3, { actions: ['retry'] });
    assert.deepEqual([id, start, total, all], [7, 1, 3, 9]);
    assert.deepEqual(
      shown.map(entry => entry.id),
      ['e3', 'e6'],
    );
  });

  it('filters by outcome, job and time', async () => {
    entries = [
      anEntry({ id: 'a', outcome: 'failed', jobName: 'Ingest-1', at: 100 }),
      anEntry({ id: 'b', outcome: 'failed', mediaId: 'ingest', at: 50 }),
      anEntry({ id: 'c', outcome: 'done', taskId: 'INGEST', at: 10 }),
    ];
    const ids = async (filter: object): Promise<string[]> =>
      (await ask(0, 100, filter)).entries.map(({ id }) => id);
    assert.deepEqual(await ids({ outcomes: ['failed'] }), ['a', 'b']);
    assert.deepEqual(await ids({ text: 'iNgest' }), ['a', 'b', 'c']);
    assert.deepEqual(await ids({ since: 50 }), ['a', 'b']);
  });

  it('waits for saved entries, and responds even when they cannot be read', async () => {
    ready = () => {
      entries = [anEntry()];
      return Promise.resolve();
    };
    assert.equal((await ask(0, 100)).all, 1);
    ready = () => Promise.reject(new Error('no such folder'));
    assert.equal((await ask(0, 100)).all, 1);
    assert.deepEqual(warnings, ['could not read the action history: Error: no such folder']);
  });

  it('shows which jobs are in the table, and shortens long strings', async () => {
    store.apply([aJob({ jobId: 'here' })]);
    entries = [
      anEntry({ jobId: 'here', detail: 'x'.repeat(10_000), jobName: 'y'.repeat(10_000) }),
      anEntry({ jobId: 'gone' }),
    ];
    const [here, gone] = (await ask(0, 100)).entries;
    assert.deepEqual([here?.isInTable, gone?.isInTable], [true, false]);
    assert.equal(here?.detail.length, maxCellLength + 1);
    assert.equal(here.jobName.length, maxCellLength + 1);
  });

  it('sends the note of an action, to the history and to the details', async () => {
    entries = [anEntry({ jobId: 'a', note: 'fixed the image' })];
    assert.equal((await ask(0, 100)).entries[0]?.note, 'fixed the image');
    assert.equal(answers.actionStateOf('a', undefined).recentActions[0]?.note, 'fixed the image');
  });

  it('reports why an action is not possible for a job, and which actions ran', () => {
    const job = aJob({ jobId: 'a', status: 'FAILED' });
    store.apply([job]);
    entries = [
      anEntry({ jobId: 'b' }),
      ...Array.from({ length: 7 }, (_, index) => anEntry({ id: `e${index}`, jobId: 'a' })),
    ];
    const state = answers.actionStateOf('a', job);
    assert.deepEqual([state.broken, state.acknowledged], [false, false]);
    assert.equal(state.disabledReasons.retry, undefined);
    assert.equal(state.disabledReasons.abort, 'The job has already finished.');
    assert.equal(state.disabledReasons.markBroken, undefined);
    assert.deepEqual(
      state.recentActions.map(({ id }) => id),
      ['e0', 'e1', 'e2', 'e3', 'e4'],
    );
    assert.equal(state.earlierActions, 2);
  });

  it('reports since when a job is marked as broken, and by whom', () => {
    const job = aJob({ jobId: 'a' });
    store.apply([job]);
    store.setMark('broken', ['a'], true);
    store.setMark('acknowledged', ['a'], true);
    assert.equal(
      answers.actionStateOf('a', job).brokenSince,
      undefined,
      'the history may not know',
    );
    entries = [
      anEntry({ jobId: 'a', action: 'markBroken', outcome: 'skipped', at: 9 }),
      anEntry({ jobId: 'a', action: 'markBroken', at: 5, by: 'ada' }),
      anEntry({ jobId: 'a', action: 'markBroken', at: 1, by: 'bob' }),
    ];
    const state = answers.actionStateOf('a', job);
    assert.deepEqual([state.broken, state.acknowledged], [true, true]);
    assert.deepEqual(state.brokenSince, { at: 5, by: 'ada' });
    assert.equal(state.disabledReasons.markBroken, 'The job is already marked as broken.');
    store.setMark('broken', ['a'], false);
    assert.equal(answers.actionStateOf('a', job).brokenSince, undefined);
  });

  it('has the actions on a job that is gone', () => {
    entries = [anEntry({ jobId: 'gone' })];
    const state = answers.actionStateOf('gone', undefined);
    assert.deepEqual(state.disabledReasons, {});
    assert.equal(state.recentActions.length, 1);
  });
});
