import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { ActionEntry } from '../../../../src/core/actions/actionLog';
import { keepNewest, maxActions } from '../../../../src/core/actions/historyRetention';
import type { LiveJobs } from '../../../../src/data/batch/liveJobs';
import { loadBatch } from '../../../../src/data/lazyBatch';
import { checkActionEntry } from '../../../../src/data/log/logEntrySchemas';
import { SharedLog } from '../../../../src/data/log/sharedLog';
import { ActionHistory } from '../../../../src/ui/actions/actionHistory';
import { lookForJobs } from '../../../../src/ui/actions/lookForJobs';
import { scaled } from '../../../local/process/slowness';
import { TempFolder } from '../../../local/process/tempFolder';
import { LocalLiveBatch } from '../../../support/emulators/aws/localLiveBatch';
import { FaultProxy } from '../../../support/emulators/faults/faultProxy';
import { lostAnswer, type WireRequest } from '../../../support/emulators/faults/faults';
import { programArguments } from '../../../support/processes/programArguments';

const root = path.resolve(import.meta.dirname, '../../../..');
/** How often each kind of accident happens. */
const times = 5;
const minute = 60_000;

const isSubmit = ({ body }: WireRequest): boolean => body['jobDefinition'] !== undefined;

describe('A live retry, whatever happens between its request and the response', function () {
  this.timeout(scaled(120_000));
  let temp: TempFolder;
  let batch: LocalLiveBatch;
  let proxy: FaultProxy;
  let live: LiveJobs;
  let environment: NodeJS.ProcessEnv;
  const children: ChildProcess[] = [];
  let program: readonly string[];

  before(async () => {
    program = await programArguments('test/support/processes/retryLive.ts');
  });

  beforeEach(async () => {
    temp = new TempFolder();
    batch = new LocalLiveBatch();
    proxy = new FaultProxy(() => batch.server.url);
    await batch.server.start();
    await proxy.start();
    environment = { ...process.env };
    Object.assign(process.env, {
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_ENDPOINT_URL_BATCH: proxy.endpoint,
    });
    const { openLiveJobs } = await loadBatch();
    const connection = { region: 'eu-west-1', profile: undefined, endpoint: undefined };
    live = openLiveJobs({ tableName: 'Jobs', ...connection });
    const jobQueue = batch.addQueue('fast');
    const jobDefinition = batch.define('train', { containerProperties: { image: 'i' } });
    for (let index = 0; index < times; index++) {
      const jobId = `old-${index}`;
      batch.put({ jobId, jobName: `name-${jobId}`, jobQueue, jobDefinition, status: 'FAILED' });
    }
  });

  afterEach(async () => {
    children.splice(0).forEach(child => child.kill('SIGKILL'));
    live.close();
    process.env = environment;
    await proxy.stop();
    await batch.server.stop();
    temp.remove();
  });

  /** A window that retries the jobs; `onLine` gets what it prints. */
  function aWindow(
    wait: number,
    jobIds: readonly string[],
    onLine: (line: string, child: ChildProcess) => void = () => undefined,
  ): ChildProcess {
    const child = spawn(process.execPath, [...program, temp.path, String(wait), ...jobIds], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, NODE_NO_WARNINGS: '1' },
    });
    children.push(child);
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      text
        .split('\n')
        .filter(Boolean)
        .forEach(line => onLine(line, child));
    });
    return child;
  }

  const ended = (child: ChildProcess): Promise<unknown> => once(child, 'close');

  /** The counts by outcome of a window that runs to its end. */
  async function countsOf(jobIds: readonly string[]): Promise<Record<string, number>> {
    let last = '';
    await ended(aWindow(0, jobIds, line => (last = line)));
    return Object.fromEntries(JSON.parse(last) as [string, number][]);
  }

  async function reopened(): Promise<ActionHistory> {
    const log = new SharedLog<ActionEntry>({
      folder: path.join(temp.path, 'actions'),
      check: checkActionEntry,
      condense: keepNewest,
      max: maxActions,
      report: problem => assert.notEqual(problem.kind, 'unreadable'),
    });
    await log.ready();
    return new ActionHistory(log);
  }

  async function look(history: ActionHistory, laterMs: number): Promise<void> {
    const unknown = history.entries.filter(({ outcome }) => outcome === 'unknown');
    const services = { live, history, now: () => Date.now() + laterMs };
    await lookForJobs(unknown, services, new AbortController().signal);
  }

  const outcomeOf = (history: ActionHistory, jobId: string): string | undefined =>
    history.entries.find(entry => entry.jobId === jobId)?.outcome;

  const submitsOf = (jobId: string): number =>
    batch.submitted.filter(({ jobName }) => jobName === `name-${jobId}`).length;

  it('is known as unknown after the window was killed while AWS answered, and found again', async () => {
    for (let index = 0; index < times; index++) {
      const jobId = `old-${index}`;
      const child = aWindow(0, [jobId]);
      batch.onCall = ({ operation }) => {
        if (operation === 'SubmitJob') {
          child.kill('SIGKILL');
        }
      };
      await ended(child);
      batch.onCall = () => undefined;
      const history = await reopened();
      assert.equal(outcomeOf(history, jobId), 'unknown', `kill ${index}`);
      assert.equal(submitsOf(jobId), 1);
      assert.equal((await countsOf([jobId]))['skipped'], 1, 'no second submit');
      await look(history, 0);
      const found = history.entries.find(entry => entry.jobId === jobId && entry.newJobId);
      assert.equal(found?.outcome, 'done');
      assert(batch.jobs.has(found.newJobId ?? ''));
      assert.equal(submitsOf(jobId), 1);
    }
  });

  it('is known as not sent after the window was killed before it sent anything', async () => {
    for (let index = 0; index < times; index++) {
      const jobId = `old-${index}`;
      await ended(aWindow(10_000, [jobId], (_, child) => child.kill('SIGKILL')));
      const history = await reopened();
      assert.equal(outcomeOf(history, jobId), 'unknown', `kill ${index}`);
      assert.equal((await countsOf([jobId]))['skipped'], 1, 'it may still be on its way');
      await look(history, 3 * minute);
      const [entry] = history.entries.filter(
        one => one.jobId === jobId && one.outcome !== 'skipped',
      );
      assert.equal(entry?.outcome, 'failed');
      assert.match(entry.detail, /^Not sent/);
      assert.equal(submitsOf(jobId), 0);
    }
  });

  it('is submitted once when the response is lost, and found again', async () => {
    const jobIds = Array.from({ length: times }, (_, index) => `old-${index}`);
    proxy.inject(lostAnswer, { on: isSubmit });
    const counts = await countsOf(jobIds);
    assert.equal(counts['unknown'], times);
    proxy.heal();
    assert.equal((await countsOf(jobIds))['skipped'], times);
    assert.equal(batch.submitted.length, times);
    const history = await reopened();
    await look(history, 0);
    assert.deepEqual(history.entries.filter(({ newJobId }) => newJobId).length, times);
    assert.deepEqual(
      jobIds.map(submitsOf),
      jobIds.map(() => 1),
    );
  });

  it('is submitted once when several windows retry the same jobs at the same time', async () => {
    const jobIds = Array.from({ length: times }, (_, index) => `old-${index}`);
    const counts = await Promise.all([1, 2, 3].map(() => countsOf(jobIds)));
    assert.equal(
      counts.reduce((sum, { done = 0 }) => sum + done, 0),
      times,
    );
    assert.deepEqual(
      jobIds.map(submitsOf),
      jobIds.map(() => 1),
    );
  });
});
