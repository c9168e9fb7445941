import assert from 'node:assert/strict';
import { hourMs } from '../../../../src/core/base/timeUnits';
import { parseTime } from '../../../../src/core/text/time';
import { defaultStuckLimits } from '../../../../src/core/job/stuckJobs';
import { jobFlags } from '../../../../src/ui/jobsView/jobFlags';
import type { JobLeaf } from '../../../../src/ui/jobsView/jobNode';
import { TreeAges } from '../../../../src/ui/jobsView/treeAges';
import { JobStore } from '../../../../src/core/store/jobStore';
import { aJob } from '../../../support/builders/builders';

describe('The ages in the jobs view', () => {
  const store = new JobStore();
  const job = aJob({ jobId: 'a', status: 'RUNNABLE' });
  const node: JobLeaf = { kind: 'job', job };
  const since = parseTime(job.timestamp) ?? NaN;
  let ages: TreeAges;

  beforeEach(() => (ages = new TreeAges()));

  it('make a row outdated once, when its job becomes stuck', () => {
    const outdatedAt = (now: number): JobLeaf[] =>
      ages.drainOutdated([node], store, defaultStuckLimits, now);
    assert.deepEqual(outdatedAt(since), []);
    assert.deepEqual(outdatedAt(since + 2 * hourMs), [node]);
    ages.rowShown(node, jobFlags(job, store, defaultStuckLimits, since + 2 * hourMs));
    assert.deepEqual(outdatedAt(since + 3 * hourMs), []);
  });

  it('make a tooltip outdated until VS Code drops it', () => {
    ages.tooltipShown(node);
    assert.deepEqual(ages.drainOutdated([], store, defaultStuckLimits, since), [node]);
    assert.deepEqual(ages.drainOutdated([], store, defaultStuckLimits, since), []);
    ages.tooltipShown(node);
    ages.forgetTooltips();
    assert.deepEqual(ages.drainOutdated([], store, defaultStuckLimits, since), []);
  });
});
