import assert from 'node:assert/strict';
import type { Job } from '../../../../src/core/job/job';
import {
  signedStage,
  stageStateText,
  stageStrip,
  stripSigns,
} from '../../../../src/core/media/stageStrip';
import { aJob } from '../../../support/builders/builders';

const stage = (taskType: string, ...statuses: readonly string[]) => ({
  taskType,
  jobs: statuses.map(status => aJob({ status, statusReason: '' })),
});

const words = (...statuses: readonly string[]): string[] =>
  stageStrip([stage('Ingest', ...statuses)], []).map(stageStateText);

describe('stageStrip', () => {
  it('has one sign per stage in the order of the story, then one per missing stage', () => {
    const strip = stageStrip(
      [stage('Ingest', 'SUCCEEDED'), stage('Text', 'FAILED'), stage('Zip', 'RUNNABLE')],
      [{ taskType: 'Delivery' }],
    );
    assert.equal(stripSigns(strip), '✓✗▸○');
    assert.deepEqual(strip.map(signedStage), ['✓ Ingest', '✗ Text', '▸ Zip', '○ Delivery']);
  });

  it('judges a stage by its newest job, and as active while an earlier one is', () => {
    assert.deepEqual(words('FAILED', 'SUCCEEDED'), ['succeeded']);
    assert.deepEqual(words('FAILED', 'RUNNING'), ['active']);
    assert.deepEqual(words('RUNNING', 'SUCCEEDED'), ['active']);
    assert.match(words('SUCCEEDED', 'FAILED').join(), /^failed: /);
  });

  it('says why a stage failed', () => {
    const failed: Job = aJob({ status: 'FAILED', reason: 'OutOfMemoryError: killed' });
    const [ingest] = stageStrip([{ taskType: 'Ingest', jobs: [failed] }], []);
    assert(ingest);
    assert.match(stageStateText(ingest), /^failed: .*memory/i);
  });

  it('has at most 16 signs', () => {
    const stages = Array.from({ length: 17 }, (_, index) => stage(`s${index}`, 'SUCCEEDED'));
    assert.equal(stripSigns(stageStrip(stages.slice(1), [])), '✓'.repeat(16));
    assert.equal(stripSigns(stageStrip(stages, [])), `${'✓'.repeat(16)}…`);
  });
});
