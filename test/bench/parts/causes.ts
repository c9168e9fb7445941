import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { CausesFigures } from '../causes/measureCauses';
import type { Part, Result } from '../result';
import { median, quantile } from '../statistics';

const run = promisify(execFile);

/** Groups of failures over the jobs in memory: no network, no emulator. */
export const causes: Part = {
  name: 'causes',
  run: async ({ say }) => {
    say('100k failures …');
    const group = await measure(100_000, 1);
    say('1m jobs …');
    const first = await measure(1_000_000, 0.05);
    const results: Result[] = [
      {
        name: 'causes.group.100k_ms',
        value: median(group.again),
        unit: 'ms',
        goal: 10,
        better: 'lower',
        detail: `groups after a change of 100 jobs among ${group.failures} failures, median, p95 ${quantile(group.again, 0.95).toPrecision(2)} ms; ${group.groups} groups`,
      },
      {
        name: 'causes.first.1m_ms',
        value: first.first,
        unit: 'ms',
        goal: 1500,
        better: 'lower',
        detail: `the first grouping of 1m jobs with ${first.failures} failures, in slices`,
      },
      {
        name: 'causes.resolution.1m_us',
        value: first.resolution,
        unit: 'µs',
        better: 'lower',
        detail: 'what following the retries of failures adds to taking in a job',
      },
    ];
    return results;
  },
};

async function measure(jobs: number, share: number): Promise<CausesFigures> {
  const { stdout } = await run(
    process.execPath,
    [
      '--max-old-space-size=6000',
      '--import',
      'tsx',
      'test/bench/causes/measureCauses.ts',
      String(jobs),
      String(share),
    ],
    { maxBuffer: 2 ** 24 },
  );
  return JSON.parse(stdout) as CausesFigures;
}
