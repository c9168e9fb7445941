import assert from 'node:assert/strict';
import { maxJobsAtOnce } from '../../../../src/core/actions/jobActions';
import type { ActionTarget } from '../../../../src/protocol/schemas';
import { actOnJobs } from '../../../../src/ui/commands/actOnJobs';

describe('the command of an action', () => {
  const requests: [ActionTarget, number][] = [];
  const runs: (readonly string[])[] = [];
  const retry = actOnJobs('retry', {
    store: { isMarked: () => false },
    pickJob: () => Promise.resolve('picked'),
    dashboard: {
      idsOf: (target, max) => {
        requests.push([target, max]);
        return Promise.resolve(target.kind === 'some' ? target.jobIds : ['matching']);
      },
    },
    modes: { mode: 'simulated' },
    runAction: (_, jobIds) => Promise.resolve(void runs.push(jobIds)),
  });

  beforeEach(() => {
    requests.length = 0;
    runs.length = 0;
  });

  it('runs alike from a button of the dashboard and from the menu of a row', async () => {
    const row = { webviewSection: 'job', jobId: 'a', isSelected: true };
    await retry({ kind: 'some', jobIds: ['a', 'b'] });
    await retry({ ...row, selectedIds: ['a', 'b'] });
    assert.deepEqual(runs, [
      ['a', 'b'],
      ['a', 'b'],
    ]);
    await retry({ kind: 'matching', except: ['c'] });
    await retry({ ...row, selectsMatching: true, exceptIds: ['c'] });
    assert.deepEqual(requests[2], requests[3]);
  });

  it('requests one job above the limit, so that too many are reported as such', async () => {
    await retry({ kind: 'matching', except: [] });
    assert.deepEqual(requests, [[{ kind: 'matching', except: [] }, maxJobsAtOnce + 1]]);
    assert.deepEqual(runs, [['matching']]);
  });

  it('lets the user select a job if it has none', async () => {
    await retry();
    assert.deepEqual([requests, runs], [[], [['picked']]]);
  });
});
