import assert from 'node:assert/strict';
import {
  copyableFacts,
  copyOutcome,
  type CopyableFactName,
} from '../../../../src/ui/commands/copyableFacts';
import { aJob, manyJobs } from '../../../support/builders/builders';

const facts = copyableFacts(({ filter }) => `link?${filter.text}`);
const names = Object.keys(facts) as CopyableFactName[];

describe('values of jobs for the clipboard', () => {
  it('are one per line', () => {
    const { text, sentences, isPartial } = copyOutcome(facts.link, manyJobs(2));
    assert.equal(text, 'link?jobid:"job-0"\nlink?jobid:"job-1"');
    assert.deepEqual(sentences, ['Copied links to 2 jobs in the dashboard.']);
    assert.equal(isPartial, false);
  });

  it('report in full sentences what is missing, gone and omitted', () => {
    const jobs = manyJobs(5, index => ({ mediaId: index < 3 ? `m${index}` : undefined }));
    const { text, sentences, isPartial } = copyOutcome(facts.mediaId, jobs, 1, true);
    assert.equal(text, 'm0\nm1\nm2');
    assert.deepEqual(sentences, [
      'Copied 3 media IDs.',
      '2 jobs have no media ID.',
      '1 job is no longer in the table.',
      'Only the first 5 jobs are included.',
    ]);
    assert.equal(isPartial, true);
  });

  it('explain why one job has none', () => {
    const job = aJob({ region: '', jobQueue: '', jobDefinition: '' });
    assert.deepEqual(copyOutcome(facts.arn, [job]), {
      text: undefined,
      sentences: ['This job’s region is unknown.'],
      isPartial: true,
    });
  });

  it('have separate texts for one and for several', () => {
    for (const name of names) {
      const { copied, missing, title } = facts[name];
      assert.notEqual(copied(1), copied(2));
      assert.notEqual(missing(1), missing(2));
      assert.match(copied(1_234), /1,234/);
      assert.match(missing(1_234), /1,234/);
      assert.match(title(), /^Copy /);
    }
    assert.equal(new Set(names.map(name => facts[name].copied(1))).size, names.length);
  });
});
