import assert from 'node:assert/strict';
import { lastingCauses, retryCausesText } from '../../../../src/core/actions/retryCauses';
import { causeRules } from '../../../../src/core/causes/causeRules';
import type { Job } from '../../../../src/core/job/job';
import { aJob, manyJobs } from '../../../support/builders/builders';

const definition = (name: string): string =>
  `arn:aws:batch:eu-west-1:123456789012:job-definition/${name}`;

const failed = (count: number, reason: string, facts: Partial<Job> = {}): Job[] =>
  manyJobs(count, () => ({
    status: 'FAILED',
    reason,
    jobDefinition: definition('ingest:42'),
    ...facts,
  }));

const noTag = (count: number, facts: Partial<Job> = {}): Job[] =>
  failed(
    count,
    'CannotPullContainerError: Error response from daemon: manifest for repo/ingest:v42 not found: manifest unknown: Requested image not found',
    facts,
  );

const noMemory = (count: number): Job[] =>
  failed(count, 'OutOfMemoryError: Container killed due to memory usage', { exitCode: 137 });

describe('retryCausesText', () => {
  it('lists what is retried by cause and definition, the most frequent first', () => {
    const lines = retryCausesText([
      ...noMemory(2),
      ...noTag(3, { jobDefinition: definition('ingest:41') }),
      ...noTag(1),
    ]).split('\n');
    assert.deepEqual(lines.slice(1), [
      'Causes:',
      `• ${lines[2]?.slice(2).split(':')[0]}: 4 (ingest:41 3, ingest:42 1) ⚠`,
      '• Out of memory: 2 (ingest:42 2)',
    ]);
  });

  it('warns of jobs whose cause a retry does not remove', () => {
    assert.match(retryCausesText(noTag(1)), /^⚠ This job will likely fail again/);
    assert.match(retryCausesText([...noTag(1), ...noMemory(1)]), /^⚠ 1 job will likely fail again/);
    assert.match(
      retryCausesText([...noTag(2), ...noMemory(1)]),
      /^⚠ 2 jobs will likely fail again/,
    );
    assert.doesNotMatch(retryCausesText(noMemory(3)), /⚠/);
  });

  it('says nothing of jobs that succeeded', () =>
    assert.equal(retryCausesText([aJob({ status: 'SUCCEEDED' })]), ''));

  it('stays short', () => {
    const many = manyJobs(40, index => ({
      status: 'FAILED',
      exitCode: index + 3,
      jobDefinition: definition(`definition-${index}:1`),
    }));
    const text = retryCausesText(many);
    assert(text.split('\n').length <= 8, text);
    assert.match(text, /and 3[0-9] more\)/);
  });

  it('reads the causes of as many jobs as can be retried at once in half a second', () => {
    const jobs = noTag(10_000);
    const started = performance.now();
    retryCausesText(jobs);
    assert(performance.now() - started < 500);
  });

  it('knows only causes that exist', () => {
    const ids = new Set(causeRules.map(({ id }) => id));
    assert.deepEqual(
      [...lastingCauses].filter(id => !ids.has(id)),
      [],
    );
  });
});
