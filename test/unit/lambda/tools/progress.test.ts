import assert from 'node:assert/strict';
import { Progress } from '../../../../lambda/tools/progress';
import { PatientClock } from '../../../support/fakes/patientClock';

function progressOn(isTTY: boolean) {
  const clock = new PatientClock();
  let written = '';
  const output = {
    isTTY,
    write: (text: string): void => {
      written += text;
    },
  };
  return { clock, progress: new Progress(output, clock), written: () => written };
}

describe('Progress', () => {
  it('prints a line every ten seconds without a terminal', () => {
    const { clock, progress, written } = progressOn(false);
    for (let second = 1; second <= 25; second++) {
      clock.advance(1_000);
      progress.show(() => `at ${second}`);
    }
    progress.report('note');
    progress.end();
    assert.equal(written(), 'at 10\nat 20\nnote\n');
  });

  it('updates one line on a terminal, and clears it for other output', () => {
    const { clock, progress, written } = progressOn(true);
    for (const text of ['one', 'two']) {
      clock.advance(200);
      progress.show(() => text);
      progress.show(() => 'too soon');
    }
    progress.report('note');
    progress.end();
    assert.equal(written(), '\r\u001B[Kone\r\u001B[Ktwo\r\u001B[Knote\n');
  });
});
