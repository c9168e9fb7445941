import assert from 'node:assert/strict';
import { noOutcomes, settledId, type ActionEntry } from '../../../../src/core/actions/actionLog';
import { lookForJobs } from '../../../../src/ui/actions/lookForJobs';
import { RetryLinks } from '../../../../src/ui/actions/retryLinks';
import { anAction } from '../../../support/builders/builders';
import { FakeLiveJobs } from '../../../support/fakes/fakeLiveJobs';
import { memoryHistory } from '../../../support/fakes/memoryHistory';

const minute = 60_000;
const request = { jobName: 'encode', jobQueue: 'fast', jobDefinition: 'definition:1' };
const unknown = anAction({
  ...{ id: 'intent', mode: 'live', outcome: 'unknown', jobId: 'old', jobName: 'encode' },
  queue: 'fast',
});

describe('Look', () => {
  let live: FakeLiveJobs;

  beforeEach(() => {
    live = new FakeLiveJobs();
  });

  const look = async (entry: ActionEntry, age: number, known: readonly ActionEntry[] = []) => {
    const history = memoryHistory([...known, entry]);
    const services = { live, history, now: () => entry.at + age };
    const [finding] = await lookForJobs([entry], services, new AbortController().signal);
    assert(finding);
    return { finding, history };
  };

  it('settles a retry with exactly one new job of the name, and links it', async () => {
    await live.submit(request);
    const { history } = await look(unknown, 1_000);
    const [entry, ...others] = history.entries;
    assert.deepEqual(others, [], 'the unknown entry is gone');
    assert.deepEqual(
      [entry?.id, entry?.outcome, entry?.newJobId, entry?.detail],
      [settledId('intent'), 'done', 'new-1', 'Submitted as job new-1.'],
    );
    const links = new RetryLinks(history);
    assert.equal(links.retriedAs('old'), 'new-1');
    assert.equal(links.retryOf('new-1'), 'old');
  });

  it('says “not sent” only after a safe time', async () => {
    const early = await look(unknown, minute);
    assert.equal(early.finding.kind, 'open');
    assert.equal(early.history.entries[0]?.outcome, 'unknown');
    const { history } = await look(unknown, 3 * minute);
    assert.equal(history.entries[0]?.outcome, 'failed');
    assert.match(history.entries[0].detail, /^Not sent/);
  });

  it('does not choose between several new jobs of the name', async () => {
    await live.submit(request);
    await live.submit(request);
    const { finding, history } = await look(unknown, 3 * minute);
    assert.equal(finding.kind, 'open');
    assert.match(finding.reason, /2 new jobs of this name/);
    assert.equal(history.entries[0]?.outcome, 'unknown');
  });

  it('ignores the job itself, new jobs of other retries, other names and other queues', async () => {
    await live.submit(request);
    await live.submit({ ...request, jobName: 'other' });
    await live.submit({ ...request, jobQueue: 'slow' });
    const other = anAction({ id: 'other', mode: 'live', jobId: 'second', newJobId: 'new-1' });
    const { finding } = await look(unknown, 3 * minute, [other]);
    assert.equal(finding.kind === 'settled' && finding.outcome, 'failed');
  });

  it('settles an abort by the status of the job', async () => {
    const abort = { ...unknown, action: 'abort' } as const;
    assert.equal((await look(abort, 1_000)).finding.kind, 'settled', 'Batch has forgotten it');
    live.statuses.set('old', 'FAILED');
    const { history } = await look(abort, 1_000);
    assert.equal(history.entries[0]?.outcome, 'done');
    live.statuses.set('old', 'RUNNING');
    assert.equal((await look(abort, minute)).finding.kind, 'open');
    const late = await look(abort, 3 * minute);
    assert.equal(
      late.history.entries[0]?.detail,
      'The job is still RUNNING. You can abort it again.',
    );
  });

  it('settles an entry once, whoever looks', async () => {
    await live.submit(request);
    const history = memoryHistory([unknown]);
    const services = { live, history, now: () => unknown.at };
    const { signal } = new AbortController();
    await Promise.all([1, 2].map(() => lookForJobs([unknown], services, signal)));
    assert.deepEqual([...new Set(history.entries.map(({ id }) => id))], [settledId('intent')]);
    assert(noOutcomes().has('unknown'));
  });
});
