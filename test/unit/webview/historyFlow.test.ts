import assert from 'node:assert/strict';
import type { HistoryEntry } from '../../../src/protocol/history';
import type { ToHost } from '../../../src/protocol/toHost';
import type { Message } from '../../../src/protocol/messages';
import { HistoryFlow, wholeHistory, type HistoryChoice } from '../../../webview/model/historyFlow';
import { sent } from './support';

const anEntry = (id: string): HistoryEntry => ({
  id,
  run: 'run-1',
  at: 0,
  action: 'retry',
  mode: 'simulated',
  outcome: 'done',
  detail: '',
  by: '',
  jobId: 'job-1',
  jobName: '',
  isInTable: true,
});

describe('HistoryFlow', () => {
  let posted: ToHost[];
  /** Newest first. */
  let kept: HistoryEntry[];
  let found: number[];
  let flow: HistoryFlow;

  const flowOf = (isOpen = false, choice: HistoryChoice = wholeHistory): HistoryFlow =>
    new HistoryFlow({
      isOpen,
      choice,
      post: message => posted.push(message),
      now: () => 10_000,
      onChange: () => undefined,
      onFound: total => found.push(total),
    });

  beforeEach(() => {
    posted = [];
    found = [];
    kept = Array.from({ length: 250 }, (_, index) => anEntry(`e${index}`));
    flow = flowOf();
  });

  const questions = (): Message<ToHost, 'history'>[] => sent(posted, 'history');

  /** As the host does, as long as the page asks. */
  const answerAll = (): void => {
    for (const question of posted) {
      if (question.type === 'history') {
        const { id, start, end } = question;
        flow.receive({
          type: 'history',
          id,
          start,
          entries: kept.slice(start, end),
          total: kept.length,
          all: kept.length,
        });
      }
    }
    posted = [];
  };
  const shownIds = (): string[] => flow.shown?.entries.map(({ id }) => id) ?? [];

  it('requests nothing while it is closed', () => {
    flow.start();
    flow.refresh();
    assert.deepEqual(posted, []);
  });

  it('requests the newest entries when it opens, and continues in the state of an earlier page', () => {
    flow.open();
    flow = flowOf(true, { text: 'a', action: 'abort', lastMs: 4000 });
    flow.start();
    assert.deepEqual(
      questions().map(({ filter, start, end }) => ({ filter, start, end })),
      [
        {
          filter: { actions: [], outcomes: [], text: '', since: undefined },
          start: 0,
          end: 100,
        },
        {
          filter: { actions: ['abort'], outcomes: [], text: 'a', since: 6000 },
          start: 0,
          end: 100,
        },
      ],
    );
  });

  it('shows more on demand, requesting only those', () => {
    flow.open();
    answerAll();
    flow.showMore();
    assert.deepEqual(
      questions().map(({ start, end }) => [start, end]),
      [[100, 200]],
    );
    answerAll();
    assert.equal(flow.shown?.entries.length, 200);
    flow.showMore();
    answerAll();
    assert.deepEqual(
      shownIds(),
      kept.map(({ id }) => id),
    );
  });

  it('keeps the rows on screen while newer entries appear above', () => {
    flow.open();
    answerAll();
    kept = [anEntry('new-2'), anEntry('new-1'), ...kept];
    flow.refresh();
    assert.equal(flow.shown?.entries.length, 100, 'until the answer has come');
    answerAll();
    assert.deepEqual(
      shownIds(),
      kept.slice(0, 102).map(({ id }) => id),
    );
  });

  it('does not grow beyond a thousand entries automatically', () => {
    flow.open();
    answerAll();
    kept = [...Array.from({ length: 5000 }, (_, index) => anEntry(`new-${index}`)), ...kept];
    flow.refresh();
    answerAll();
    assert.equal(flow.shown?.entries.length, 1000);
  });

  it('shows no entry twice when some arrive between two pieces', () => {
    flow.open();
    answerAll();
    flow.showMore();
    kept = [anEntry('new'), ...kept];
    answerAll();
    assert.equal(new Set(shownIds()).size, shownIds().length);
    flow.refresh();
    answerAll();
    assert.deepEqual(
      shownIds(),
      kept.slice(0, shownIds().length).map(({ id }) => id),
    );
  });

  it('requests once more after a change, one request at a time', () => {
    flow.open();
    flow.refresh();
    flow.refresh();
    assert.equal(questions().length, 1);
    kept = kept.slice(0, 5);
    const [question] = questions();
    assert.ok(question);
    flow.receive({ type: 'history', id: question.id, start: 0, entries: [], total: 0, all: 0 });
    assert.equal(questions().length, 2);
    answerAll();
    assert.equal(flow.shown?.entries.length, 5);
  });

  it('ignores responses to an earlier filter, and announces the result of the newest', () => {
    flow.open();
    const [first] = questions();
    assert.ok(first);
    flow.choose({ text: 'x' });
    flow.receive({ type: 'history', id: first.id, start: 0, entries: kept, total: 250, all: 250 });
    assert.deepEqual(shownIds(), []);
    kept = kept.slice(0, 3);
    answerAll();
    assert.equal(flow.shown?.choice.text, 'x');
    assert.deepEqual(found, [3], 'said once, for what the user asked');
    flow.refresh();
    answerAll();
    assert.deepEqual(found, [3]);
  });

  it('ends when there are fewer entries than announced', () => {
    flow.open();
    answerAll();
    flow.showMore();
    kept = [];
    answerAll();
    assert.equal(questions().length, 0);
  });

  it('ignores responses once it is closed', () => {
    flow.open();
    flow.close();
    answerAll();
    assert.equal(flow.shown, undefined);
  });
});
