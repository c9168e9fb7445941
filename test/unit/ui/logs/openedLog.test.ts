import assert from 'node:assert/strict';
import { UserError } from '../../../../src/core/diagnostics/errors';
import type { Job } from '../../../../src/core/job/job';
import { jobLogsOf } from '../../../../src/core/logs/jobLogs';
import { OpenedLog } from '../../../../src/ui/logs/openedLog';
import { wholeLog } from '../../../../src/ui/logs/wholeLog';
import { aJob } from '../../../support/builders/builders';
import { FakeLogs } from '../../../support/fakes/fakeLogs';

const { signal } = new AbortController();

const numbered = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `line ${index}`);

function opened(facts: Partial<Job> = {}, logs = new FakeLogs()) {
  const job = aJob({ logStreamName: 's', logGroupName: '/g', ...facts });
  const access = {
    locate: () => Promise.resolve({ job, logs: jobLogsOf(job, {}, 'eu-west-1') }),
    reader: () => Promise.resolve(logs),
  };
  const address = { jobId: job.jobId, attempt: undefined, container: undefined };
  return { log: new OpenedLog(address, access), logs };
}

const bounds = (log: OpenedLog): unknown[] => {
  const lines = log.text().trimEnd().split('\n');
  return [lines[0], lines.at(-1), lines.length];
};

describe('an opened log', () => {
  it('begins with the last 1,000 lines', async () => {
    const { log, logs } = opened();
    logs.put('s', ...numbered(3_000));
    await log.load(signal);
    assert.deepEqual(bounds(log), ['line 2000', 'line 2999', 1_000]);
    assert.equal(log.hasEarlier, true);
    assert.equal(logs.requests, 1);
  });

  it('reads on past short pages, and knows a log that it has read whole', async () => {
    const { log, logs } = opened();
    logs.pageSize = 10;
    logs.put('s', ...numbered(55));
    await log.load(signal);
    assert.deepEqual(bounds(log), ['line 0', 'line 54', 55]);
    assert.equal(log.hasEarlier, false);
  });

  it('stops at 1 MB, however few lines that is', async () => {
    const { log, logs } = opened();
    logs.pageSize = 1;
    logs.put('s', ...Array.from({ length: 10 }, () => 'x'.repeat(400_000)));
    await log.load(signal);
    assert.equal(logs.requests, 3);
  });

  it('adds earlier lines and new ones', async () => {
    const { log, logs } = opened();
    logs.put('s', ...numbered(1_500));
    await log.load(signal);
    assert.equal(await log.loadEarlier(signal), true);
    assert.deepEqual(bounds(log), ['line 0', 'line 1499', 1_500]);
    assert.equal(await log.readNew(signal), false);
    logs.put('s', 'new');
    assert.equal(await log.readNew(signal), true);
    assert.deepEqual(bounds(log), ['line 0', 'new', 1_501]);
  });

  it('reads one after the other, so that no line comes twice', async () => {
    const { log, logs } = opened();
    logs.put('s', ...numbered(3));
    await log.load(signal);
    logs.put('s', 'a', 'b');
    await Promise.all([log.readNew(signal), log.readNew(signal), log.readNew(signal)]);
    assert.deepEqual(bounds(log), ['line 0', 'b', 5]);
  });

  it('says that there is no output yet, or that the log is empty', async () => {
    const running = opened({ status: 'RUNNING' });
    await running.log.load(signal);
    assert.equal(running.log.text(), 'No output yet.\n');
    assert.equal(running.log.mayGrow, true);
    const ended = opened({ status: 'SUCCEEDED' });
    await ended.log.load(signal);
    assert.equal(
      ended.log.text(),
      'The log is empty: the job printed nothing, or the retention of its log group is over.\n',
    );
    assert.equal(ended.log.mayGrow, false);
  });

  it('says that a waiting job has no log stream yet', async () => {
    const { log } = opened({ status: 'RUNNABLE', logStreamName: undefined });
    await log.load(signal);
    assert.match(log.text(), /no log stream yet/);
    assert.equal(log.mayGrow, true);
  });

  it('shows what is wrong, with the statement to add', async () => {
    const { log, logs } = opened();
    logs.failure = new UserError('logs.denied', 'AWS denied it.', 'Ask.', 'checkConnection', {
      snippet: '{ "Effect": "Allow" }',
    });
    await assert.rejects(log.load(signal), logs.failure);
    assert.equal(log.text(), 'AWS denied it.\nAsk.\n\n{ "Effect": "Allow" }\n');
  });

  it('keeps its lines when a later read fails, and forgets the problem at the next success', async () => {
    const { log, logs } = opened();
    logs.put('s', 'a');
    await log.load(signal);
    logs.failure = new UserError('network', 'Could not reach AWS.', 'Check.');
    await assert.rejects(log.readNew(signal));
    assert.equal(log.text(), 'a\n');
    assert.equal(log.problem?.code, 'network');
    logs.failure = undefined;
    await log.readNew(signal);
    assert.equal(log.problem, undefined);
  });

  it('shows the lines that arrived before a read failed', async () => {
    const { log, logs } = opened();
    logs.put('s', ...numbered(1_500));
    await log.load(signal);
    logs.pageSize = 1;
    logs.put('s', 'a', 'b');
    logs.failsAfter(1, new UserError('network', 'Could not reach AWS.', 'Check.'));
    assert.equal(await log.readNew(signal), true);
    assert.deepEqual(bounds(log), ['line 500', 'a', 1_001]);
    await assert.rejects(log.readNew(signal));
    logs.failure = undefined;
    await log.readNew(signal);
    assert.equal(log.text().endsWith('a\nb\n'), true);
  });

  it('reads the last lines anew when its tokens have expired', async () => {
    const { log, logs } = opened();
    logs.put('s', ...numbered(1_500));
    await log.load(signal);
    await log.loadEarlier(signal);
    logs.put('s', 'new');
    logs.expireTokens();
    assert.equal(await log.readNew(signal), true);
    assert.deepEqual(bounds(log), ['line 501', 'new', 1_000]);
    assert.equal(log.problem, undefined);
    logs.expireTokens();
    assert.equal(await log.loadEarlier(signal), true);
    assert.deepEqual(bounds(log), ['line 0', 'new', 1_501]);
  });

  it('gives up where new tokens are rejected, too', async () => {
    const { log, logs } = opened();
    logs.put('s', ...numbered(1_500));
    await log.load(signal);
    logs.rejectsTokens = true;
    await assert.rejects(log.readNew(signal), /nextToken/);
    assert.equal(log.problem?.code, 'logs.token');
  });

  it('holds a part of a log that grows to a million lines', async () => {
    const { log, logs } = opened();
    logs.put('s', 'first');
    await log.load(signal);
    for (let count = 0; count < 100; count++) {
      logs.put('s', ...Array.from({ length: 10_000 }, () => 'x'.repeat(50)));
      await log.readNew(signal);
    }
    assert(log.text().split('\n').length <= 50_001);
    assert.equal(log.hasEarlier, true);
  });

  it('is saved whole: lines uncut, secrets hidden', async () => {
    const { log, logs } = opened();
    logs.pageSize = 700;
    logs.put('s', ...numbered(1_500), 'x'.repeat(20_000), 'password=hunter2');
    await log.load(signal);
    assert(log.log);
    let text = '';
    let done = 0;
    const report = (count: number) => {
      done = count;
    };
    for await (const part of wholeLog(logs, log.log, log.view, signal, report)) {
      text += part;
    }
    const lines = text.trimEnd().split('\n');
    assert.deepEqual([lines[0], lines.length, done], ['line 0', 1_502, 1_502]);
    assert.equal(lines[1_500]?.length, 20_000);
    assert.equal(lines.at(-1), 'password=(redacted)');
  });
});
