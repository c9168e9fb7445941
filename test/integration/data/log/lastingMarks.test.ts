import assert from 'node:assert/strict';
import { appendFileSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { JobStore } from '../../../../src/core/store/jobStore';
import { condenseMarks } from '../../../../src/core/actions/markEntries';
import { checkMarkEntry } from '../../../../src/data/log/logEntrySchemas';
import type { Connection } from '../../../../src/data/config/connection';
import { SharedLog } from '../../../../src/data/log/sharedLog';
import type { LogProblem } from '../../../../src/data/log/sharedLogTypes';
import { JobMarks } from '../../../../src/ui/actions/jobMarks';
import { TempFolder } from '../../../local/process/tempFolder';
import { until } from '../../../local/process/until';
import { manyJobs } from '../../../support/builders/builders';

const jobs: Connection = {
  tableName: 'Jobs',
  region: 'eu-west-1',
  profile: undefined,
  endpoint: undefined,
};

describe('saved marks', () => {
  let temp: TempFolder;
  const disposables: { dispose(): void }[] = [];

  beforeEach(() => (temp = new TempFolder()));

  afterEach(() => {
    disposables.splice(0).forEach(one => one.dispose());
    temp.remove();
  });

  /** A window on a table; `connection` can be changed. */
  function aWindow(at = jobs, report = ({ kind }: LogProblem): void => assert.fail(kind)) {
    const store = new JobStore();
    const state = { connection: at };
    const log = new SharedLog({
      folder: path.join(temp.path, 'marks'),
      check: checkMarkEntry,
      condense: condenseMarks,
      max: 100,
      report,
    });
    const marks = new JobMarks(store, log, () => state.connection);
    disposables.push(log, marks, store);
    store.apply(manyJobs(5));
    return { store, marks, state, log };
  }

  const marked = ({ store }: { store: JobStore }): string =>
    [...store.jobs()]
      .filter(({ jobId }) => store.isMarked(jobId, 'broken'))
      .map(({ jobId }) => jobId)
      .join();

  it('are restored after a restart, also on jobs that arrive later', async () => {
    const before = aWindow();
    await before.marks.set('broken', ['job-1', 'job-2', 'later'], true);
    await before.marks.set('broken', ['job-2'], false);
    assert.equal(marked(before), 'job-1');
    const after = aWindow();
    assert.equal(marked(after), '');
    await after.marks.ready();
    assert.equal(marked(after), 'job-1');
    after.store.apply(manyJobs(1, () => ({ jobId: 'later' })));
    assert.equal(marked(after), 'job-1,later');
  });

  it('are announced as changes of the jobs', async () => {
    const { marks, store } = aWindow();
    const told: string[] = [];
    store.observe({
      leaving: () => undefined,
      entered: row => told.push(store.rows.fields.jobId.get(row)),
    });
    store.onDidChange(() => told.push('changed'));
    await marks.set('broken', ['job-1', 'job-2', 'unknown'], true);
    await marks.set('broken', ['job-1'], true);
    assert.deepEqual(told, ['job-1', 'job-2', 'changed']);
  });

  it('are the same in all windows on the table', async () => {
    const [first, second] = [aWindow(), aWindow()];
    await second.marks.set('acknowledged', ['job-0'], true);
    await first.marks.ready();
    await first.marks.set('broken', ['job-3'], true);
    await until('the other window has it', () => (marked(second) === 'job-3' ? true : undefined));
    await second.marks.set('broken', ['job-3'], false);
    await until('lifted for both', () => (marked(first) === '' ? true : undefined));
    assert(first.store.isMarked('job-0', 'acknowledged'));
  });

  it('belong to the active table', async () => {
    const window = aWindow();
    await window.marks.set('broken', ['job-1'], true);
    window.state.connection = { ...jobs, tableName: 'Other' };
    window.store.clear();
    window.store.apply(manyJobs(5));
    assert.equal(marked(window), '');
    await window.marks.set('broken', ['job-2'], true);
    window.state.connection = jobs;
    window.store.clear();
    window.store.apply(manyJobs(5));
    assert.equal(marked(window), 'job-1');
  });

  it('survive a damaged line with the latest valid date', async () => {
    const before = aWindow();
    await before.marks.set('broken', ['job-1'], true);
    before.log.dispose();
    const folder = path.join(temp.path, 'marks');
    const [name = ''] = readdirSync(folder);
    const line = readFileSync(path.join(folder, name), 'utf8');
    const damaged = line
      .replace(/"at":\d+/, '"at":8640000000000000')
      .replace(/"id":"./, '"id":"x')
      .replace('"isOn":true', '"isOn":false');
    appendFileSync(path.join(folder, name), damaged);
    const window = aWindow(jobs, () => undefined);
    await window.marks.ready();
    await window.marks.set('broken', ['job-2'], true);
    const after = aWindow(jobs, () => undefined);
    await after.marks.ready();
    assert.equal(marked(after), 'job-1,job-2');
  });

  it('are saved for more jobs than fit in a line', async () => {
    const ids = Array.from({ length: 2_500 }, (_, index) => `job-${index}`);
    await aWindow().marks.set('broken', ids, true);
    const { store, marks } = aWindow();
    await marks.ready();
    assert(ids.every(jobId => store.isMarked(jobId, 'broken')));
  });
});
