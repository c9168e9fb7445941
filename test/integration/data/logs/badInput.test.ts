import assert from 'node:assert/strict';
import type { Job } from '../../../../src/core/job/job';
import { jobLogsOf } from '../../../../src/core/logs/jobLogs';
import { CloudWatchLogs } from '../../../../src/data/logs/cloudWatchLogs';
import { LogFollower } from '../../../../src/ui/logs/logFollower';
import { OpenedLog } from '../../../../src/ui/logs/openedLog';
import { wholeLog } from '../../../../src/ui/logs/wholeLog';
import { until } from '../../../local/process/until';
import { anAttempt, anEvent } from '../../../support/builders/batchEvents';
import { aJob } from '../../../support/builders/builders';
import { LocalLogs } from '../../../support/emulators/aws/localLogs';
import { FaultProxy } from '../../../support/emulators/faults/faultProxy';
import {
  cutBody,
  hang,
  refusal,
  stalledBody,
  type Fault,
  type WireRequest,
} from '../../../support/emulators/faults/faults';
import { shortTimeouts } from '../../../support/emulators/shortTimeouts';

const { signal } = new AbortController();
const group = '/aws/batch/job';
const connection = { tableName: 'Jobs', region: 'eu-west-1', profile: undefined };

/** Short intervals, because these tests wait for them. */
const clock = {
  now: Date.now,
  random: Math.random,
  setTimeout: (run: () => void) => setTimeout(run, 20),
  clearTimeout: (timer: unknown) => clearTimeout(timer as NodeJS.Timeout),
};

/** Two bytes that are not UTF-8, in place of a mark. */
const invalidBytes: Fault = {
  name: 'invalid UTF-8',
  answer: async ({ response, forward }) => {
    const { status, headers, body } = await forward();
    const [before = '', after] = body.split('@@');
    const bytes = after === undefined ? [] : [Buffer.from([0xff, 0xc3]), Buffer.from(after)];
    const { 'content-length': _, ...others } = headers;
    response.writeHead(status, others).end(Buffer.concat([Buffer.from(before), ...bytes]));
  },
};

const any = { on: () => true };
const withToken = ({ body }: WireRequest): boolean => body['nextToken'] !== undefined;

describe('the log of a job, whatever the server returns', () => {
  const logs = new LocalLogs();
  const proxy = new FaultProxy(() => logs.server.url);
  let environment: NodeJS.ProcessEnv;
  let reader: CloudWatchLogs;

  before(async () => {
    await logs.server.start();
    await proxy.start();
  });

  beforeEach(() => {
    environment = { ...process.env };
    Object.assign(process.env, {
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: proxy.endpoint,
    });
    reader = new CloudWatchLogs({ ...connection, endpoint: undefined }, shortTimeouts);
    logs.server.received.length = 0;
  });

  afterEach(() => {
    reader.close();
    proxy.heal();
    process.env = environment;
  });

  after(async () => {
    await proxy.stop();
    await logs.server.stop();
  });

  /** The document of a job's log, by its event; failures are part of its text. */
  async function open(status: Job['status'], detail: object): Promise<OpenedLog> {
    const job = aJob({ status });
    const event = anEvent({ jobId: job.jobId, status, ...detail });
    const located = {
      job,
      logs: jobLogsOf(job, { fullEvent: JSON.stringify(event) }, connection.region),
    };
    const log = new OpenedLog(
      { jobId: job.jobId, attempt: undefined, container: undefined },
      { locate: () => Promise.resolve(located), reader: () => Promise.resolve(reader) },
    );
    await log.load(signal).catch(() => undefined);
    return log;
  }

  const running = (stream: string) =>
    open('RUNNING', { attempts: [], container: { logStreamName: stream } });

  const failed = (logStreamName: string, container: object = {}) =>
    open('FAILED', {
      attempts: [anAttempt({ exitCode: 1, logStreamName })],
      container: { logStreamName, ...container },
    });

  const put = (stream: string, ...texts: readonly string[]): void =>
    logs.put(
      group,
      stream,
      texts.map((text, index) => ({ time: 1_000 + index, text })),
    );

  /** Follows a log until the test ends it. */
  function follow(log: OpenedLog): LogFollower {
    const follower = new LogFollower({
      ...{ log, clock, isVisible: () => true, isOver: () => false },
      ...{ onLines: () => undefined, onPhase: () => undefined },
    });
    follower.start();
    return follower;
  }

  it('is awaited while the running job has no stream yet', async () => {
    put('other', 'x');
    const log = await running('not-yet');
    assert.equal(log.text(), 'No output yet.\n');
    put('not-yet', 'first');
    await log.readNew(signal);
    assert.equal(log.text(), 'first\n');
  });

  it('is missing with a reason while the job waits, and where it ended without an attempt', async () => {
    const waiting = await open('RUNNABLE', { attempts: [], container: {} });
    assert.match(waiting.text(), /no log stream yet/);
    const never = await open('FAILED', { attempts: [], container: {} });
    assert.match(never.text(), /only when an attempt starts/);
    assert.deepEqual(logs.calls, [], 'nothing to ask for');
  });

  it('is missing with a reason where its stream or its group was deleted', async () => {
    put('other', 'x');
    assert.match((await failed('deleted')).text(), /Log stream "deleted" does not exist in/);
    const options = { 'awslogs-group': '/deleted' };
    const gone = await failed('s', { logConfiguration: { logDriver: 'awslogs', options } });
    assert.match(gone.text(), /Log group "\/deleted" does not exist in eu-west-1/);
  });

  it('says that it may be empty because the retention is over', async () => {
    logs.put(group, 'expired');
    assert.match((await failed('expired')).text(), /is empty.*retention/);
  });

  it('names another log driver, and asks for nothing', async () => {
    const log = await failed('s', { logConfiguration: { logDriver: 'splunk' } });
    assert.match(log.text(), /splunk/);
    assert.deepEqual(logs.calls, []);
  });

  it('is read in the region of its stream', async () => {
    put('elsewhere', 'far away');
    process.env['AWS_ENDPOINT_URL_CLOUDWATCH_LOGS'] = logs.server.url;
    const options = { 'awslogs-region': 'us-west-2' };
    const log = await failed('elsewhere', {
      logConfiguration: { logDriver: 'awslogs', options },
    });
    assert.equal(log.text(), 'far away\n');
    assert.deepEqual([...new Set(logs.calls)], ['GetLogEvents us-west-2']);
  });

  it('shows binary output without control characters', async () => {
    const bytes = Array.from({ length: 256 }, (_, code) => String.fromCharCode(code)).join('');
    put('binary', bytes, `ELF\u0000\u0001\ud800\u202e${bytes}`);
    const text = (await failed('binary')).text();
    // oxlint-disable-next-line no-control-regex -- what must not be in it
    assert.doesNotMatch(text, /[\0-\u0008\u000b-\u001f\u007f-\u009f\u202e\ud800]/u);
    assert.match(text, /ABCDEFGHIJKLMNOPQRSTUVWXYZ/);
  });

  it('shows invalid UTF-8 as replacement characters', async () => {
    put('invalid', 'before @@ after');
    proxy.inject(invalidBytes, any);
    assert.match((await failed('invalid')).text(), /^before \ufffd{1,2} after\n$/);
  });

  it('cuts a line of 1 MB, and saves it whole', async () => {
    put('wide', 'x'.repeat(1_000_000), 'last');
    const log = await failed('wide');
    const [line = '', last] = log.text().split('\n');
    assert(line.length < 11_000);
    assert.match(line, /x…/);
    assert.equal(last, 'last');
    assert(log.log);
    let saved = '';
    for await (const chunk of wholeLog(reader, log.log, log.view, signal, () => undefined)) {
      saved += chunk;
    }
    assert.equal(saved, `${'x'.repeat(1_000_000)}\nlast\n`);
  });

  it('shows links to commands, control characters and terminal codes as harmless text', async () => {
    put('hostile', '\u001b]8;;command:a\u0007[x](command:b)\u001b[2J\u0000', '](command:c)');
    assert.equal((await failed('hostile')).text(), '[x](command:b)\ufffd\n](command:c)\n');
  });

  const faults: readonly (readonly [Fault, RegExp])[] = [
    [refusal('ThrottlingException', 400, 'Rate exceeded'), /throttled reads in eu-west-1/],
    [hang, /Could not reach|timed out|did not respond/i],
    [stalledBody, /./],
    [cutBody, /./],
  ];

  for (const [fault, message] of faults) {
    it(`is still followed after this: ${fault.name}`, async () => {
      const stream = `fault-${fault.name}`;
      put(stream, 'a');
      const log = await running(stream);
      const follower = follow(log);
      proxy.inject(fault, any);
      put(stream, 'b');
      await until('the problem shows', () => log.problem !== undefined);
      assert.match(log.problem?.message ?? '', message);
      assert.equal(log.text(), 'a\n', 'what was read stays');
      assert.equal(follower.phase, 'following');
      proxy.heal();
      await until('the new line arrives', () => log.text() === 'a\nb\n');
      await until('the problem is gone', () => log.problem === undefined);
      follower.dispose();
    });
  }

  it('is followed again after a session that expired meanwhile was renewed', async () => {
    put('session', 'a');
    const log = await running('session');
    const follower = follow(log);
    proxy.inject(refusal('ExpiredTokenException'), any);
    put('session', 'b');
    await until('it waits for a sign-in', () => follower.phase === 'waiting');
    assert.equal(log.problem?.code, 'credentials.expired');
    assert.equal(log.text(), 'a\n');
    proxy.heal();
    follower.wake();
    await until('the new line arrives', () => log.text() === 'a\nb\n');
    follower.dispose();
  });

  it('is read anew when its paging token expired meanwhile', async () => {
    put('paging', 'a');
    const log = await running('paging');
    const follower = follow(log);
    const message = 'The specified nextToken is invalid.';
    const rejected = proxy.inject(refusal('InvalidParameterException', 400, message), {
      on: withToken,
      times: 1,
    });
    put('paging', 'b');
    await until('the new line arrives', () => log.text() === 'a\nb\n');
    assert.equal(rejected.times, 1);
    assert.equal(log.problem, undefined);
    follower.dispose();
  });
});
