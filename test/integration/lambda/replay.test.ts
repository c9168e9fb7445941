import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { ScanCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createJobsTable } from '../../local/table';
import { aLifeWithRetry, anEvent, eventFixtures, fixturePath } from '../../support/batchEvents';
import { describeOnEmulators, emulatorClient } from '../../support/emulators';

const root = path.join(__dirname, '..', '..', '..');

interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The tool as a user starts it, in an environment without credentials. */
async function replay(...args: string[]): Promise<Ran> {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_')),
  );
  const command = ['run', '--silent', 'lambda:replay', '--', ...args];
  try {
    return { code: 0, ...(await promisify(execFile)('npm', command, { cwd: root, env })) };
  } catch (error) {
    assert(error instanceof Error && 'code' in error && 'stdout' in error && 'stderr' in error);
    const { code, stdout, stderr } = error;
    return { code: Number(code), stdout: String(stdout), stderr: String(stderr) };
  }
}

const counts = (written: number, stale: number, rejected: number): string =>
  `${JSON.stringify({ written, stale, rejected })}\n`;

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

  async function file(name: string, content: string): Promise<string> {
    const place = path.join(folder, name);
    await writeFile(place, content);
    return place;
  }

  it('says that the table is missing, and exits with 1', async () => {
    const { code, stdout, stderr } = await replay(fixturePath(eventFixtures[0] ?? ''), ...target);
    assert.deepEqual({ code, stdout }, { code: 1, stdout: '' });
    assert.match(stderr, /replay: Job \S+ was not written to table ReplayedJobs: ResourceNotFound/);
  });

  it('replays recorded events and names those it rejects', async () => {
    await createJobsTable(client, table, { index: true });
    const { code, stdout, stderr } = await replay(...eventFixtures.map(fixturePath), ...target);
    // 07, 08 and 19 are the same job: 08 repeats 07, and 19 is older.
    assert.deepEqual({ code, stdout }, { code: 0, stdout: counts(9, 2, 2) });
    assert.match(
      stderr,
      /rejected: \S*09-\S+, event 1: detail-type is not "Batch Job State Change"/,
    );
    assert.match(stderr, /rejected: \S*10-\S+, event 1: /);
    const { Count } = await client.send(new ScanCommand({ TableName: table }));
    assert.equal(Count, 9);
  });

  it('goes on after damaged lines, other events and files it cannot read', async () => {
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
    assert.match(stderr, /life\.jsonl, line 8: is not JSON\n/);
    assert.match(stderr, /life\.jsonl, line 9: source is not "aws\.batch"\n/);
    assert.match(stderr, /none, file: cannot be read: ENOENT\n/);
    assert.match(stderr, /array\.json, event 2: the event is not an object\n/);
  });
});

describe('npm run lambda:replay, without a table', () => {
  const event = fixturePath(eventFixtures[0] ?? '');

  it('says that the connection was refused, and exits with 1', async () => {
    const { code, stderr } = await replay(event, '--endpoint', 'http://127.0.0.1:1');
    assert.equal(code, 1);
    assert.match(stderr, /ECONNREFUSED 127\.0\.0\.1:1/);
  });

  for (const [title, args, message] of [
    ['no file', [], /replay: no FILE given/],
    ['an unknown option', [event, '--tabel', 'x'], /replay: .*Unknown option '--tabel'/],
    ['an endpoint that is no address', [event, '--endpoint', 'x'], /replay: --endpoint is no http/],
  ] as const) {
    it(`refuses ${title}, and exits with 1`, async () => {
      const { code, stdout, stderr } = await replay(...args);
      assert.deepEqual({ code, stdout }, { code: 1, stdout: '' });
      assert.match(stderr, message);
    });
  }

  it('explains itself', async () => {
    const { code, stdout } = await replay('--help');
    assert.equal(code, 0);
    assert.match(stdout, /^Usage: npm run lambda:replay -- FILE…/);
  });
});
