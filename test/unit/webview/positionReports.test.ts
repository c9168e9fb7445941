import assert from 'node:assert/strict';
import type { ToHost } from '../../../src/protocol/toHost';
import { PositionReports } from '../../../webview/model/positionReports';
import { readSavedState, type SavedState } from '../../../webview/model/savedState';

describe('PositionReports', () => {
  const sent: ToHost[] = [];
  let due: (() => void)[] = [];
  const reports = new PositionReports(message => sent.push(message), {
    setTimeout: run => due.push(run),
    clearTimeout: () => undefined,
  });
  const wait = (): void => {
    const runs = due;
    due = [];
    runs.forEach(run => run());
  };
  const at = (topRow: number, selection?: SavedState['selection']): void =>
    reports.update({ ...readSavedState(undefined), topRow, selection });

  it('report the last of many positions, once', () => {
    for (let row = 0; row < 100; row++) {
      at(row);
    }
    assert.deepEqual(sent, []);
    wait();
    const selection = { kind: 'some', jobIds: ['a'] } as const;
    at(99);
    wait();
    at(99, selection);
    wait();
    assert.deepEqual(sent, [
      { type: 'position', position: { topRow: 99, selection: undefined } },
      { type: 'position', position: { topRow: 99, selection } },
    ]);
  });
});
