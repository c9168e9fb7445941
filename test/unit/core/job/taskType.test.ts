import assert from 'node:assert/strict';
import { defaultTaskTypeRules, makeTaskTypeOf } from '../../../../src/core/job/taskType';

const arn = (kind: string, name: string): string =>
  name === '' ? '' : `arn:aws:batch:eu-west-1:123456789012:${kind}/${name}`;

const job = (queue: string, definition = ''): { jobQueue: string; jobDefinition: string } => ({
  jobQueue: arn('job-queue', queue),
  jobDefinition: arn('job-definition', definition),
});

describe('makeTaskTypeOf', () => {
  const taskTypeOf = makeTaskTypeOf(defaultTaskTypeRules);

  for (const [queue, definition, type] of [
    ['orchestrator-repair-ingest-standard-pre', 'storage-pre-v2:129', 'Ingest'],
    ['Assembly-Standard', 'ingest:1', 'Assembly (Zip Package)'],
    ['text-recognition-gpu', 'any:1', 'Text Recognition'],
    ['text_recognition', 'any:1', 'Text Recognition'],
    ['orchestrator-standard-pre', 'storage-pre-v2:129', 'Storage'],
    ['default', 'zip-assembly:2', 'Assembly (Zip Package)'],
    ['default', 'recognition-of-text:2', 'Text Recognition'],
    ['default', 'ingest-small:2', 'Ingest'],
    ['default', 'orchestrator:2', 'Ingest'],
    ['analytics-nightly', 'usage-report:8', 'analytics-nightly'],
    ['', 'usage-report:8', 'usage-report'],
    ['', '', 'Unknown'],
  ] as const) {
    it(`names queue "${queue}" with definition "${definition}" ${type}`, () => {
      assert.equal(taskTypeOf(job(queue, definition)), type);
    });
  }

  it('uses the first rule that matches, and requires both conditions of a rule', () => {
    const ofRules = makeTaskTypeOf([
      { name: 'Both', queue: ['GPU'], definition: ['train', 'large'] },
      { name: 'Queue', queue: ['gpu'] },
    ]);
    assert.equal(ofRules(job('gpu-pre', 'large-TRAINING:1')), 'Both');
    assert.equal(ofRules(job('gpu-pre', 'training:1')), 'Queue');
    assert.equal(ofRules(job('cpu-pre', 'large-training:1')), 'cpu-pre');
  });
});
