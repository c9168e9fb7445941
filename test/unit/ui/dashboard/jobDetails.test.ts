import assert from 'node:assert/strict';
import { timelineOf } from '../../../../src/core/job/timeline';
import { detailsOf } from '../../../../src/ui/dashboard/jobDetails';
import { aJob } from '../../../support/builders/builders';

describe('the details of a job', () => {
  it('show an array job as waiting only while the store has no child of it', () => {
    const job = aJob({ status: 'PENDING', timestamp: '2026-11-23T10:00:00Z' });
    const kinds = (hasChildren: boolean) => {
      const { times } = detailsOf(job, 'Ingest', () => true, hasChildren);
      return timelineOf(times, [], Date.UTC(2026, 10, 23, 12)).spans.map(({ kind }) => kind);
    };
    assert.deepEqual(kinds(false), ['waiting']);
    assert.deepEqual(kinds(true), ['elapsed']);
  });
});
