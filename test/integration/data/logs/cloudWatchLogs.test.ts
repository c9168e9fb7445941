import assert from 'node:assert/strict';
import { isAbort, isUserError, type UserError } from '../../../../src/core/diagnostics/errors';
import type { LogEvent, LogPage, LogStream } from '../../../../src/core/logs/logEvent';
import { pagesFrom, type Direction } from '../../../../src/core/logs/logPages';
import type { Connection } from '../../../../src/data/config/connection';
import { CloudWatchLogs } from '../../../../src/data/logs/cloudWatchLogs';
import { until } from '../../../local/process/until';
import { LocalLogs } from '../../../support/emulators/aws/localLogs';
import { FaultProxy } from '../../../support/emulators/faults/faultProxy';
import {
  brokenGateway,
  cutBody,
  emptyBody,
  hang,
  notJson,
  nullBody,
  refusal,
  reset,
  stalledBody,
  truncatedJson,
  type Fault,
} from '../../../support/emulators/faults/faults';
import { shortTimeouts } from '../../../support/emulators/shortTimeouts';

const connection: Connection = {
  tableName: 'Jobs',
  region: 'eu-west-1',
  profile: undefined,
  endpoint: undefined,
};

const stream: LogStream = {
  region: 'eu-west-1',
  group: '/aws/batch/job',
  stream: 'train/default/1',
};

const events = (count: number): LogEvent[] =>
  Array.from({ length: count }, (_, index) => ({ time: 1_000 + index, text: `line ${index}` }));

const lines = (page: LogPage): string[] => page.events.map(({ text }) => text);

describe('CloudWatch Logs, read over its wire protocol', () => {
  const { signal } = new AbortController();
  let logs: LocalLogs;
  let proxy: FaultProxy;
  let reader: CloudWatchLogs;
  let environment: NodeJS.ProcessEnv;

  before(async () => {
    logs = new LocalLogs();
    proxy = new FaultProxy(() => logs.server.url);
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
    reader = new CloudWatchLogs(connection, shortTimeouts);
  });

  afterEach(() => {
    reader.close();
    proxy.heal();
    process.env = environment;
    logs.hasEmptyPages = false;
    logs.pageSize = 10_000;
  });

  after(async () => {
    await proxy.stop();
    await logs.server.stop();
  });

  async function failure(run: () => Promise<unknown>): Promise<UserError> {
    try {
      await run();
    } catch (error) {
      assert(isUserError(error), String(error));
      return error;
    }
    assert.fail('nothing was thrown');
  }

  it('reads the last lines first, then earlier ones, and new ones as they arrive', async () => {
    logs.put(stream.group, 'growing', events(2_500));
    const growing = { ...stream, stream: 'growing' };
    const last = await reader.lastPage(growing, 1_000, signal);
    assert.deepEqual([lines(last)[0], lines(last).at(-1)], ['line 1500', 'line 2499']);
    const earlier = await reader.page(growing, last.backwardToken, 'backward', signal);
    assert.deepEqual([lines(earlier)[0], lines(earlier).at(-1)], ['line 0', 'line 1499']);
    assert.deepEqual(lines(await reader.page(growing, last.forwardToken, 'forward', signal)), []);
    logs.put(stream.group, 'growing', [{ time: 9_000, text: 'new' }]);
    assert.deepEqual(lines(await reader.page(growing, last.forwardToken, 'forward', signal)), [
      'new',
    ]);
  });

  it('reads all lines of a stream past empty pages, in both directions', async () => {
    logs.put(stream.group, 'sparse', events(95));
    logs.hasEmptyPages = true;
    logs.pageSize = 10;
    const sparse = { ...stream, stream: 'sparse' };
    const first = await reader.firstPage(sparse, signal);
    const forward: string[] = lines(first);
    const read = (direction: Direction) => (token: string) =>
      reader.page(sparse, token, direction, signal);
    for await (const page of pagesFrom(first.forwardToken, 'forward', read('forward'))) {
      forward.push(...lines(page));
    }
    assert.deepEqual(forward, lines({ events: events(95), backwardToken: '', forwardToken: '' }));
    const last = await reader.lastPage(sparse, 1_000, signal);
    const backward: string[] = lines(last);
    for await (const page of pagesFrom(last.backwardToken, 'backward', read('backward'))) {
      backward.unshift(...lines(page));
    }
    assert.deepEqual(backward, forward);
  });

  it('reads a line of 1 MB, and one of hostile characters, as they are', async () => {
    const hostile = '\u001b[31m](command:x)\u0000\ufffd\u202e"\\';
    const texts = ['x'.repeat(1_000_000), hostile];
    logs.put(
      stream.group,
      'odd',
      texts.map(text => ({ time: 1, text })),
    );
    assert.deepEqual(lines(await reader.lastPage({ ...stream, stream: 'odd' }, 10, signal)), texts);
  });

  it('asks in the region of the log', async () => {
    logs.put(stream.group, stream.stream, events(1));
    logs.server.received.length = 0;
    const elsewhere = new CloudWatchLogs(connection);
    process.env['AWS_ENDPOINT_URL_CLOUDWATCH_LOGS'] = logs.server.url;
    await elsewhere.lastPage({ ...stream, region: 'us-west-2' }, 10, signal);
    elsewhere.close();
    assert.deepEqual(logs.calls, ['GetLogEvents us-west-2']);
  });

  it('searches many streams, all pages, for a text with quotes and brackets', async () => {
    logs.pageSize = 2;
    const found = [1, 2, 3].map(number => ({ time: number, text: `[a] "b\\" ${number}` }));
    logs.put(stream.group, 's1', [...found, { time: 4, text: 'other' }]);
    logs.put(stream.group, 's2', found.slice(0, 1));
    const streams = ['s1', 's2'].map(name => ({ ...stream, stream: name }));
    const matches: string[] = [];
    for await (const page of reader.search(streams, '[a] "b\\"', signal)) {
      matches.push(...page.map(match => `${match.stream} ${match.time}`));
    }
    assert.deepEqual(matches, ['s1 1', 's1 2', 's1 3', 's2 1']);
  });

  it('says whether the group or the stream is missing', async () => {
    logs.put(stream.group, stream.stream);
    const none = await failure(() => reader.lastPage({ ...stream, group: '/gone' }, 10, signal));
    assert.equal(none.code, 'logs.groupMissing');
    assert.match(none.message, /"\/gone" does not exist in eu-west-1/);
    const missing = await failure(() => reader.lastPage({ ...stream, stream: 'x' }, 10, signal));
    assert.equal(missing.code, 'logs.streamMissing');
  });

  it('shows the statement that allows a denied call', async () => {
    const message =
      'User: arn:aws:iam::123456789012:user/ada is not authorized to perform: logs:GetLogEvents on resource: arn:aws:logs:eu-west-1:123456789012:log-group:/aws/batch/job:log-stream:x because no identity-based policy allows the logs:GetLogEvents action';
    proxy.inject(refusal('AccessDeniedException', 400, message), { on: () => true });
    const denied = await failure(() => reader.lastPage(stream, 10, signal));
    assert.equal(denied.code, 'logs.denied');
    assert.deepEqual(JSON.parse(denied.snippet ?? ''), {
      Effect: 'Allow',
      Action: ['logs:GetLogEvents', 'logs:FilterLogEvents'],
      Resource: ['arn:aws:logs:eu-west-1:123456789012:log-group:/aws/batch/job:*'],
    });
  });

  it('shows no statement where a policy elsewhere denies the call', async () => {
    const message =
      'User: arn:aws:iam::1:user/a is not authorized to perform: logs:GetLogEvents with an explicit deny in a service control policy';
    proxy.inject(refusal('AccessDeniedException', 400, message), { on: () => true });
    const denied = await failure(() => reader.lastPage(stream, 10, signal));
    assert.equal(denied.snippet, undefined);
    assert.match(denied.remedy, /service control policy/i);
  });

  const faults: readonly (readonly [Fault, code: string])[] = [
    [refusal('ThrottlingException', 400, 'Rate exceeded'), 'logs.throttled'],
    [refusal('ExpiredTokenException', 400), 'credentials.expired'],
    [refusal('UnrecognizedClientException', 400), 'credentials.invalid'],
    [refusal('ServiceUnavailableException', 500), 'aws.unavailable'],
    [brokenGateway, 'aws.unavailable'],
    [reset, 'network'],
    [cutBody, 'network'],
    [hang, 'network'],
    [stalledBody, 'network'],
    [truncatedJson, 'aws.answer'],
    [notJson, 'aws.answer'],
    [emptyBody, 'aws.answer'],
    [nullBody, 'aws.answer'],
  ];

  for (const [fault, code] of faults) {
    it(`explains ${fault.name}, and reads again afterwards`, async () => {
      logs.put(stream.group, 'faulty', events(1));
      const faulty = { ...stream, stream: 'faulty' };
      proxy.inject(fault, { on: () => true });
      const error = await failure(() => reader.lastPage(faulty, 10, signal));
      assert.equal(error.code, code, error.message);
      assert.doesNotMatch(error.message + error.remedy, /DynamoDB|table/);
      proxy.heal();
      assert((await reader.lastPage(faulty, 10, signal)).events.length > 0);
    });
  }

  it('retries a throttled read before it gives up', async () => {
    logs.put(stream.group, 'throttled', events(1));
    const done = proxy.inject(refusal('ThrottlingException'), { times: 1, on: () => true });
    const page = await reader.lastPage({ ...stream, stream: 'throttled' }, 10, signal);
    assert.deepEqual([page.events.length, done.times], [1, 1]);
  });

  it('stops at once when aborted', async () => {
    logs.put(stream.group, stream.stream, events(1));
    proxy.inject(hang, { on: () => true });
    const abort = new AbortController();
    const patient = new CloudWatchLogs(connection);
    const reading = patient.lastPage(stream, 10, abort.signal);
    await until('the request to arrive', async () => (await proxy.connections) > 0);
    abort.abort();
    await assert.rejects(reading, isAbort);
    patient.close();
  });

  it('asks nothing of AWS for jobs of an emulator', async () => {
    delete process.env['AWS_ENDPOINT_URL_CLOUDWATCH_LOGS'];
    const local = new CloudWatchLogs({ ...connection, endpoint: 'http://127.0.0.1:8000' });
    const error = await failure(() => local.lastPage(stream, 10, signal));
    assert.equal(error.code, 'logs.endpoint');
    assert.match(error.remedy, /AWS_ENDPOINT_URL_CLOUDWATCH_LOGS/);
  });
});
