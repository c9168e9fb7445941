import assert from 'node:assert/strict';
import { DetailReader } from '../../../../src/data/feed/detailReader';
import type { JobSource } from '../../../../src/data/feed/jobSource';
import type { ItemPage } from '../../../../src/data/table/jobTable';

describe('What a source reads in the background', () => {
  const { signal } = new AbortController();
  const page = (jobId: string): ItemPage => ({ items: [{ jobId }], readUnits: 0 });

  function reader() {
    const applied: string[] = [];
    const warnings: string[] = [];
    const details = new DetailReader({
      apply: ({ items }) => applied.push(...items.map(({ jobId }) => String(jobId))),
      warn: message => warnings.push(message),
    });
    return { applied, warnings, details };
  }
  const sourceOf = (details: NonNullable<JobSource['details']>) => ({ details }) as JobSource;

  it('is read again after the end of the run under way, once for all who asked meanwhile', async () => {
    const { applied, details } = reader();
    let runs = 0;
    const source = sourceOf(async function* () {
      runs++;
      await Promise.resolve();
      yield page(`of run ${runs}`);
    });
    const running = details.run(source, signal);
    await Promise.all([details.run(source, signal), details.run(source, signal)]);
    await running;
    assert.deepEqual(applied, ['of run 1', 'of run 2']);
  });

  it('is logged when it fails, and read the next time', async () => {
    const { applied, warnings, details } = reader();
    let fails = true;
    const source = sourceOf(async function* () {
      await Promise.resolve();
      if (fails) {
        throw new Error('broken');
      }
      yield page('a');
    });
    await details.run(source, signal);
    assert.match(warnings.join(), /could not read the details of jobs: .*broken/);
    fails = false;
    await details.run(source, signal);
    assert.deepEqual(applied, ['a']);
  });
});
