import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import {
  GetItemCommand,
  ScanCommand,
  type AttributeValue,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { createJobsTable } from '../../local/dynamodb/table';
import {
  aLifeWithRetry,
  anEvent,
  eventFixtures,
  fixturePath,
} from '../../support/builders/batchEvents';
import { describeOnEmulators, emulatorClient } from '../../support/emulators/emulators';
import { runScript, runTool, type ToolResult } from '../../support/processes/runTool';

const replay = (...args: string[]): Promise<ToolResult> => runTool('replay', args);

const counts = (written: number, stale: number, rejected: number): string =>
  `${JSON.stringify({ written, stale, rejected })}\n`;

/** The part of Lambda's API that reads a function's configuration, for functions with these variables. */
async function lambdaOf(
  functions: Readonly<Record<string, Readonly<Record<string, string>>>>,
): Promise<{ readonly url: string; readonly close: () => void }> {
  const server = createServer((request, response) => {
    const [, name = ''] = /\/functions\/(.+)\/configuration$/.exec(request.url ?? '') ?? [];
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ Environment: { Variables: functions[name] ?? {} } }));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  return { url: `http://127.0.0.1:${port}`, close: () => void server.close() };
}

describeOnEmulators('npm run lambda:replay', endpoint => {
  const table = 'ReplayedJobs';
  let client: DynamoDBClient;
  let folder: string;
  let target: string[];

  before(async () => {
    client = emulatorClient(endpoint());
    folder = await mkdtemp(path.join(tmpdir(), 'batch-monitor-replay-'));
    target = ['--endpoint', endpoint(), '--table', table, '--region', 'eu-west-1'];
  });

  after(async () => {
    client.destroy();
    await rm(folder, { recursive: true, force: true });
  });

  async function file(name: string, content: string | Buffer): Promise<string> {
    const place = path.join(folder, name);
    await writeFile(place, content);
    return place;
  }

  it('reports that the table is missing, and exits with 1', async () => {
    const { code, stdout, stderr } = await replay(fixturePath(eventFixtures[0] ?? ''), ...target);
    assert.deepEqual({ code, stdout }, { code: 1, stdout: '' });
    assert.match(stderr, /replay: Job \S+ was not written to table ReplayedJobs: ResourceNotFound/);
  });

  it('replays recorded events and reports those it rejects', async () => {
    await createJobsTable(client, table, { index: true });
    const { code, stdout, stderr } = await replay(...eventFixtures.map(fixturePath), ...target);
    // 07, 08 and 19 are the same job: 08 repeats 07, and 19 is older.
    // 09 adds that the same job blocks its queue.
    assert.deepEqual({ code, stdout }, { code: 0, stdout: counts(18, 2, 1) });
    assert.match(
      stderr,
      /rejected: \S*10-\S+, event 1 \(line 1\): detail-type is not "Batch Job State Change"/,
    );
    const { Count } = await client.send(new ScanCommand({ TableName: table }));
    assert.equal(Count, 17);
  });

  it('reads a folder of archives, exports and messages', async () => {
    const text = (jobId: string): string => JSON.stringify(anEvent({ jobId }));
    const body = JSON.stringify({ requestPayload: anEvent({ jobId: 'lambda' }) });
    await mkdir(path.join(folder, 'all', '2026'), { recursive: true });
    await file('all/2026/stream-1-2026-11-23', text('firehose-1') + text('firehose-2'));
    await file('all/000000.gz', gzipSync(`2026-11-23T10:00:00.000Z ${text('log')}\n`));
    await file('all/queue.json', JSON.stringify({ Messages: [{ Body: body }, { Body: 'no' }] }));
    await file('all/notes.txt', 'hello');
    const { code, stdout, stderr } = await replay(path.join(folder, 'all'), ...target);
    assert.deepEqual({ code, stdout }, { code: 0, stdout: counts(4, 0, 1) });
    assert.match(stderr, /skipped: \S+notes\.txt is not a file of events\n/);
    assert.match(stderr, /queue\.json, event 1 \(line 1\), Messages\[1\]\.Body: is not JSON\n/);
  });

  it('reads standard input', async () => {
    const input = aLifeWithRetry('piped')
      .map(event => JSON.stringify(event))
      .join('\n');
    const { code, stdout } = await runTool('replay', ['-', ...target], { input });
    assert.deepEqual({ code, stdout }, { code: 0, stdout: counts(7, 0, 0) });
  });

  it('keeps the order of each job, so that the counts are the same each time', async () => {
    const events = Array.from({ length: 40 }, (_, index) => aLifeWithRetry(`order-${index}`));
    const lines = events[0]?.flatMap((_, state) => events.map(life => life[state])) ?? [];
    const lives = await file('lives.jsonl', lines.map(event => JSON.stringify(event)).join('\n'));
    assert.equal((await replay(lives, ...target)).stdout, counts(280, 0, 0));
    assert.equal((await replay(lives, ...target)).stdout, counts(0, 280, 0));
  });

  async function itemOf(jobId: string): Promise<Record<string, AttributeValue>> {
    const Key = { jobId: { S: jobId } };
    const { Item } = await client.send(new GetItemCommand({ TableName: table, Key }));
    return Item ?? {};
  }

  const anEnd = (jobId: string) =>
    anEvent(
      {
        jobId,
        status: 'FAILED',
        container: { environment: [{ name: 'TOKEN', value: 'hunter2' }] },
      },
      { time: new Date().toISOString() },
    );

  const daysLeft = ({ expiresAt }: Record<string, AttributeValue>): number =>
    Math.round((Number(expiresAt?.N) - Date.now() / 1_000) / 86_400);

  it('redacts the environment and sets the retention as its options specify', async () => {
    const events = await file('redacted.json', JSON.stringify(anEnd('redacted')));
    const settings = ['--redact-environment', '--retention-days', '7'];
    assert.equal((await replay(events, ...target, ...settings)).stdout, counts(1, 0, 0));
    const item = await itemOf('redacted');
    assert.equal(daysLeft(item), 7);
    assert.match(item['fullEvent']?.S ?? '', /"name":"TOKEN"/);
    assert(!JSON.stringify(item).includes('hunter2'));
  });

  it('stores events like the function named in --like-function', async () => {
    const variables = { TABLE_NAME: table, RETENTION_DAYS: '3', REDACT_ENVIRONMENT: 'true' };
    const lambda = await lambdaOf({ writer: variables, other: {} });
    const env = {
      AWS_ENDPOINT_URL_LAMBDA: lambda.url,
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
    };
    const args = (name: string) => [...['-', '--endpoint', endpoint()], '--like-function', name];
    const options = { input: JSON.stringify(anEnd('like')), env };
    assert.equal((await runTool('replay', args('writer'), options)).stdout, counts(1, 0, 0));
    const item = await itemOf('like');
    assert.equal(daysLeft(item), 3);
    assert(!JSON.stringify(item).includes('hunter2'));
    const wrong = await runTool('replay', args('other'), options);
    assert.equal(wrong.code, 1);
    assert.match(
      wrong.stderr,
      /other is not a Batch Monitor function: it has no variable TABLE_NAME/,
    );
    lambda.close();
  });

  it('continues after damaged lines, other events and files it cannot read', async () => {
    const life = aLifeWithRetry('replayed').map(event => JSON.stringify(event));
    const lines = await file('life.jsonl', [...life, 'oops', '{"source":"x"}', life[0]].join('\n'));
    const array = await file('array.json', JSON.stringify([anEvent({ jobId: 'r2' }), 7]));
    const { code, stdout, stderr } = await replay(
      lines,
      path.join(folder, 'none'),
      array,
      ...target,
    );
    assert.deepEqual({ code, stdout }, { code: 0, stdout: counts(8, 1, 4) });
    assert.match(stderr, /life\.jsonl, event 8 \(line 8\): is not JSON\n/);
    assert.match(stderr, /life\.jsonl, event 9 \(line 9\): source is not "aws\.batch"\n/);
    assert.match(stderr, /none, file: cannot be read: ENOENT\n/);
    assert.match(stderr, /array\.json, event 2 \(line 1\): the event is not an object\n/);
  });
});

describe('npm run lambda:replay, without a table', () => {
  const event = fixturePath(eventFixtures[0] ?? '');

  it('reports that the connection was refused, and exits with 1', async () => {
    const { code, stderr } = await replay(event, '--endpoint', 'http://127.0.0.1:1');
    assert.equal(code, 1);
    assert.match(stderr, /ECONNREFUSED 127\.0\.0\.1:1/);
  });

  it('only reports in a dry run which events it would accept', async () => {
    const files = eventFixtures.map(fixturePath);
    const other = files.filter(file => path.basename(file).startsWith('10'));
    const { code, stdout, stderr } = await replay(...files, ...other, '--dry-run');
    assert.deepEqual({ code, stdout }, { code: 0, stdout: '{"valid":20,"rejected":2}\n' });
    assert.match(stderr, /rejected: \S*10-\S+, event 1 \(line 1\): detail-type is not/);
    assert.match(stderr, /rejected in total: 2 × detail-type is not "Batch Job State Change"\n/);
  });

  it('refuses to write to AWS without the settings of the function', async () => {
    const { code, stdout, stderr } = await replay(event, '--table', 'Jobs');
    assert.deepEqual({ code, stdout }, { code: 1, stdout: '' });
    assert.match(stderr, /replay: say how to store the events: --like-function NAME /);
  });

  for (const [title, args, message] of [
    ['no file', [], /replay: no FILE given/],
    ['an unknown option', [event, '--tabel', 'x'], /replay: .*Unknown option '--tabel'/],
    ['a wrong number', [event, '--concurrency', '0'], /--concurrency is not a whole number from 1/],
    [
      'an endpoint that is not a URL',
      [event, '--endpoint', 'x'],
      /replay: --endpoint is not an http/,
    ],
  ] as const) {
    it(`refuses ${title}, and exits with 1`, async () => {
      const { code, stdout, stderr } = await replay(...args);
      assert.deepEqual({ code, stdout }, { code: 1, stdout: '' });
      assert.match(stderr, message);
    });
  }

  it('prints its usage', async () => {
    const { code, stdout } = await runScript('lambda:replay', ['--help']);
    assert.equal(code, 0);
    assert.match(stdout, /^Usage: npm run lambda:replay -- FILE…/);
  });
});
