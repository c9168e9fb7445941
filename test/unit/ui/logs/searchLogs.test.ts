import assert from 'node:assert/strict';
import { UserError } from '../../../../src/core/diagnostics/errors';
import type { JobLog } from '../../../../src/core/logs/jobLogs';
import { renderLogSearch } from '../../../../src/core/logs/logSearch';
import type { LogStream } from '../../../../src/core/logs/logEvent';
import { searchLogs } from '../../../../src/ui/logs/searchLogs';
import { FakeLogs } from '../../../support/fakes/fakeLogs';

const { signal } = new AbortController();

const log = (stream: string, over: Partial<JobLog> = {}): JobLog => ({
  ...{ region: 'eu-west-1', group: '/g', stream, attempt: 1, container: undefined },
  ...{ exitCode: 1, startedAt: undefined, isOver: true },
  ...over,
});

/** Rejects a whole request for one missing stream, as CloudWatch Logs does. */
class StrictLogs extends FakeLogs {
  readonly searched: (readonly string[])[] = [];

  override async *search(streams: readonly LogStream[], text: string) {
    this.searched.push(streams.map(({ stream }) => stream));
    if (streams.some(({ stream }) => !this.streams.has(stream))) {
      throw new UserError('logs.streamMissing', 'None.', '');
    }
    yield* super.search(streams, text);
  }
}

describe('a search in the logs of many jobs', () => {
  it('asks once for each group and region', async () => {
    const logs = new StrictLogs();
    for (const name of ['a', 'b', 'c']) {
      logs.put(name, 'boom', 'fine');
    }
    const all = [log('a'), log('b', { group: '/other' }), log('c')];
    const { found } = await searchLogs(logs, all, 'boom', signal);
    assert.equal(found.size, 3);
    assert.deepEqual(logs.searched, [['a', 'c'], ['b']]);
  });

  it('finds what there is, although some streams are gone', async () => {
    const logs = new StrictLogs();
    const all = Array.from({ length: 20 }, (_, index) => log(`s${index}`));
    all
      .filter((_, index) => index !== 7 && index !== 12)
      .forEach(({ stream }) => {
        logs.put(stream, 'boom');
      });
    const { found, missing } = await searchLogs(logs, all, 'boom', signal);
    assert.deepEqual([found.size, missing], [18, 2]);
  });

  it('fails as a whole where reading is denied', async () => {
    const logs = new FakeLogs();
    logs.failure = new UserError('logs.denied', 'AWS denied it.', '');
    await assert.rejects(searchLogs(logs, [log('a')], 'x', signal), logs.failure);
  });

  it('is a report with the place of each log, secrets hidden', () => {
    const [first, second] = [log('a'), log('b', { attempt: 2, container: 'main' })];
    const { text, places } = renderLogSearch({
      text: 'boom',
      logs: [
        { jobId: '1', jobName: 'one', log: first },
        { jobId: '2', jobName: '', log: second },
      ],
      found: new Map([
        [second, [{ time: 5, text: 'boom password=hunter2 \u001b[31m](command:x)' }]],
      ]),
      ...{ missing: 1, withoutLog: 2, isCut: true },
    });
    const lines = text.split('\n');
    assert.match(
      lines[1] ?? '',
      /^1 match in 1 of 2 logs\. Jobs without a log: 2\..*: 1\..*100 logs/,
    );
    assert.deepEqual(
      places.map(({ line, time }) => [lines[line], time]),
      [['2 · main · Attempt 2', 5]],
    );
    assert.equal(lines[4], '  1970-01-01T00:00:00.005Z  boom password=(redacted) ](command:x)');
  });
});
