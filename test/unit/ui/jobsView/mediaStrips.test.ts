import assert from 'node:assert/strict';
import type { Job } from '../../../../src/core/job/job';
import { stripSigns } from '../../../../src/core/media/stageStrip';
import { MediaStrips } from '../../../../src/ui/jobsView/mediaStrips';
import { aJob } from '../../../support/builders/builders';

const job = (taskType: string, status = 'SUCCEEDED'): Job => aJob({ jobQueue: taskType, status });

const complete = [job('Ingest'), job('Text'), job('Zip')];

describe('MediaStrips', () => {
  let jobs: Map<string, readonly Job[] | undefined>;
  let reads: string[];
  let strips: MediaStrips;

  beforeEach(() => {
    jobs = new Map();
    reads = [];
    strips = new MediaStrips({
      jobsOf: mediaId => {
        reads.push(mediaId);
        return jobs.get(mediaId);
      },
      taskTypeOf: ({ jobQueue }) => jobQueue,
    });
    ['a', 'b', 'c', 'd', 'e'].forEach(mediaId => jobs.set(mediaId, complete));
    jobs.set('m', [job('Ingest'), job('Text', 'FAILED')]);
    strips.show([...jobs.keys()]);
  });

  const signs = (mediaId: string, isComplete = true): string =>
    stripSigns(strips.of(mediaId, isComplete));

  it('show what a media item lacks compared with the other media shown', () => {
    assert.equal(signs('m'), '✓✗○');
    assert.equal(signs('a'), '✓✓✓');
  });

  it('call nothing missing that the filter may hide', () => {
    assert.equal(signs('m', false), '✓✗');
  });

  it('read the jobs of each media item once, until they change', () => {
    signs('m');
    signs('a');
    signs('m');
    assert.deepEqual(reads.sort(), ['a', 'b', 'c', 'd', 'e', 'm']);
    jobs.set('m', [...complete, job('Text', 'RUNNING')]);
    strips.forget(['m']);
    assert.equal(signs('m'), '✓▸✓');
    assert.equal(reads.length, 7);
  });

  it('read media anew that were out of sight, because their changes are not reported', () => {
    signs('m', false);
    strips.show(['a']);
    jobs.set('m', complete);
    assert.equal(signs('m', false), '✓✓✓');
    jobs.set('m', [job('Ingest')]);
    assert.equal(signs('m', false), '✓');
  });

  it('are empty for jobs without media, and for media with too many jobs', () => {
    jobs.set('large', undefined);
    strips.show(['', 'large']);
    assert.deepEqual([signs(''), signs('large')], ['', '']);
    assert.deepEqual(reads, ['large']);
  });
});
