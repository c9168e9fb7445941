import assert from 'node:assert/strict';
import type { HistoryEntry } from '../../../src/protocol/history';
import { commonDetail, outcomesOf, runsOf } from '../../../webview/model/historyRuns';

const entry = (id: string, run: string, change: Partial<HistoryEntry> = {}): HistoryEntry => ({
  id,
  run,
  at: 0,
  action: 'retry',
  mode: 'simulated',
  outcome: 'done',
  detail: '',
  by: 'ada',
  jobId: `job-${id}`,
  jobName: '',
  isInTable: true,
  ...change,
});

describe('the runs of the action history', () => {
  it('are consecutive entries of one command', () => {
    const entries = [
      entry('1', 'b'),
      entry('2', 'b'),
      entry('3', 'a'),
      entry('4', 'a', { action: 'abort' }),
      entry('5', 'b'),
    ];
    const runs = runsOf(entries, 5);
    assert.deepEqual(
      runs.map(({ key, entries: list, isPartial }) => [key, list.length, isPartial]),
      [
        ['1', 2, false],
        ['3', 1, false],
        ['4', 1, false],
        ['5', 1, false],
      ],
    );
    assert.deepEqual(runsOf([], 0), []);
  });

  it('may go on after the loaded entries', () => {
    const partial = runsOf([entry('1', 'b'), entry('2', 'a')], 9).map(run => run.isPartial);
    assert.deepEqual(partial, [false, true]);
  });

  it('count their outcomes, and have a detail that all share', () => {
    const entries = [
      entry('1', 'a', { outcome: 'skipped', detail: 'Not failed.' }),
      entry('2', 'a', { detail: 'Sent.' }),
      entry('3', 'a', { detail: 'Sent.' }),
    ];
    assert.deepEqual(outcomesOf(entries), [
      ['done', 2],
      ['skipped', 1],
    ]);
    assert.equal(commonDetail(entries), '');
    assert.equal(commonDetail(entries.slice(1)), 'Sent.');
  });
});
