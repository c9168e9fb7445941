import assert from 'node:assert/strict';
import { logAddressOf, logScheme, logUri } from '../../../../src/core/logs/logUri';
import { aJob } from '../../../support/builders/builders';

const table = { tableName: 'Jobs', region: 'eu-west-1' };

describe('the address of a log document', () => {
  it('is named after the job, the attempt and the container', () => {
    const job = aJob({ jobName: 'train', arrayIndex: 3 });
    const { path } = logUri(job, { attempt: 2, container: 'main' }, table);
    assert.equal(path, '/train [3] (attempt 2, main).log');
    assert.equal(
      logUri(aJob({ jobName: 'train' }), { attempt: 0, container: undefined }, table).path,
      '/train.log',
    );
  });

  it('leads back to the log, whatever characters its names have', () => {
    const job = aJob({ jobId: 'a&b=c#0', jobName: '../../etc/passwd' });
    const uri = logUri(job, { attempt: 1, container: 'x&attempt=9' }, table);
    assert.equal(uri.path, '/.._.._etc_passwd (attempt 1, x_attempt_9).log');
    assert.deepEqual(logAddressOf(uri), { jobId: 'a&b=c#0', attempt: 1, container: 'x&attempt=9' });
  });

  it('is nothing without a job, or of another kind', () => {
    for (const address of [
      undefined,
      'text',
      { scheme: 'file', query: 'job=1' },
      { scheme: logScheme, query: '' },
      { scheme: logScheme, query: 7 },
    ]) {
      assert.equal(logAddressOf(address), undefined);
    }
    assert.equal(logAddressOf({ scheme: logScheme, query: 'job=1&attempt=x' })?.attempt, undefined);
  });
});
