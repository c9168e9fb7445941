import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { run } from '../../local/process/managedProcess';
import { root } from '../../local/root';
import { logFolder } from '../../support/runner/runPart';
import { addCounts } from '../../support/runner/testCounts';
import type { PartOutcome } from '../../support/runner/outcome';
import type { Part } from '../result';

/** How long all tests take, on all cores of this machine and with all downloads done. */
export const suite: Part = {
  name: 'suite',
  run: async ({ say }) => {
    say('downloading what the tests need …');
    await run(process.execPath, ['--import', 'tsx', 'test/local/download.ts'], { cwd: root });
    say('running all tests …');
    const { output } = await run(process.execPath, ['--import', 'tsx', 'test/run.ts'], {
      cwd: root,
    });
    const file = path.join(logFolder, 'outcomes.json');
    const { minutes, outcomes } = JSON.parse(await readFile(file, 'utf8')) as {
      readonly minutes: number;
      readonly outcomes: readonly PartOutcome[];
    };
    if (addCounts(outcomes).failed > 0) {
      // What a failing run takes says nothing.
      throw new Error(`Tests failed:\n${output.slice(-4_000)}`);
    }
    const parts = outcomes.map(({ name, seconds }) => `${name} ${seconds.toFixed(0)} s`);
    return [
      {
        name: 'suite.minutes',
        value: minutes,
        unit: 'min',
        goal: 10,
        better: 'lower',
        detail: `npm test, parts side by side: ${parts.join(', ')}`,
      },
    ];
  },
};
