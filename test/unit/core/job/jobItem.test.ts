import assert from 'node:assert/strict';
import { itemOf, jobOf, listAttributes } from '../../../../src/core/job/jobItem';
import { aJob } from '../../../support/builders/builders';

const read = (item: Record<string, unknown>) => {
  const result = jobOf(item);
  assert(result.ok);
  return result;
};

describe('jobOf', () => {
  it('reads back what itemOf wrote', () => {
    const job = aJob({
      mediaId: 'm',
      taskId: 't',
      attempts: 2,
      exitCode: 0,
      sequence: 14,
      expiresAt: 5,
    });
    assert.deepEqual(read(itemOf(job)), { ok: true, job, ignored: [] });
  });

  it('reads an item of the Streamlit dashboard, which has only the first group of attributes', () => {
    const { job } = read({ jobId: 'a', status: 'FAILED', media_id: '69', fullEvent: '{}' });
    assert.deepEqual(
      { jobId: job.jobId, status: job.status, mediaId: job.mediaId, region: job.region },
      { jobId: 'a', status: 'FAILED', mediaId: '69', region: '' },
    );
  });

  for (const [jobId, reason] of [
    [undefined, 'jobId is missing, not a string'],
    ['', 'jobId is empty, not a string'],
    [null, 'jobId is null, not a string'],
    [7, 'jobId is a number, not a string'],
    [{}, 'jobId is an object, not a string'],
  ]) {
    it(`rejects an item whose jobId is ${jobId === undefined ? 'missing' : JSON.stringify(jobId)}`, () => {
      assert.deepEqual(jobOf({ jobId, status: 'FAILED' }), { ok: false, reason });
    });
  }

  it('treats null as missing, and a number that is too large as damaged', () => {
    const { job, ignored } = read({
      jobId: 'a',
      status: null,
      account: 123456789012n,
      exitCode: 9007199254740993n,
      attempts: ' ',
      startedAt: '1795428000000',
    });
    assert.deepEqual([job.status, job.account], ['', '123456789012']);
    assert.deepEqual(
      [job.exitCode, job.attempts, job.startedAt],
      [undefined, undefined, 1795428000000],
    );
    assert.deepEqual(ignored.toSorted(), ['attempts', 'exitCode']);
  });

  it('keeps a job whose other attributes have a wrong type, and lists them', () => {
    const { job, ignored } = read({
      jobId: 'a',
      status: { S: 'FAILED' },
      jobName: ['x'],
      startedAt: 'soon',
      exitCode: new Set([1]),
      reason: new Uint8Array(3),
      region: 'eu-west-1',
    });
    assert.deepEqual(ignored.toSorted(), ['exitCode', 'jobName', 'reason', 'startedAt', 'status']);
    assert.equal(job.status, '');
    assert.equal(job.region, 'eu-west-1');
  });

  it('accepts numbers as strings and numeric strings as numbers', () => {
    const { job, ignored } = read({ jobId: 'a', account: 123456789012, exitCode: '137' });
    assert.deepEqual(ignored, []);
    assert.equal(job.account, '123456789012');
    assert.equal(job.exitCode, 137);
  });

  it('restores the leading zeros of accounts stored as numbers', () => {
    const accountOf = (account: unknown): string => read({ jobId: 'a', account }).job.account;
    assert.equal(accountOf(1234567890), '001234567890');
    assert.equal(accountOf(12n), '000000000012');
    assert.equal(accountOf('000000000012'), '000000000012');
    assert.equal(accountOf('sandbox'), 'sandbox');
    assert.equal(accountOf(-1.5), '-1.5', 'what is no account stays as it is');
  });

  it('treats a time of 0 as missing', () => {
    const { job, ignored } = read({ jobId: 'a', createdAt: 0, startedAt: '0', stoppedAt: 7 });
    assert.deepEqual([job.createdAt, job.startedAt, job.stoppedAt], [undefined, undefined, 7]);
    assert.deepEqual(ignored, []);
    assert.equal(read({ jobId: 'a', exitCode: 0 }).job.exitCode, 0);
  });

  it('omits invalid numbers', () => {
    const { job, ignored } = read({
      jobId: 'a',
      exitCode: NaN,
      startedAt: Infinity,
      attempts: ' ',
    });
    assert.deepEqual(ignored.toSorted(), ['attempts', 'exitCode', 'startedAt']);
    assert.equal(job.exitCode, undefined);
  });

  it('reads missing IDs from the ObjectID in the job name', () => {
    const jobName = 'assembly-pre-media-69490F5FC05FB78DA7B7380F-zip_package-114sec';
    const { job } = read({ jobId: 'a', jobName, media_id: 'stored' });
    assert.deepEqual(
      [job.mediaId, job.taskId, job.assemblyId],
      ['stored', '69490F5FC05FB78DA7B7380F', '69490F5FC05FB78DA7B7380F'],
    );
  });

  it('is not confused by the names of inherited properties', () => {
    const { job } = read(
      JSON.parse('{"jobId":"a","__proto__":{"status":"FAILED"}}') as object as Record<
        string,
        unknown
      >,
    );
    assert.equal(job.status, '');
  });
});

describe('itemOf', () => {
  it('omits missing values and empty strings', () => {
    assert.deepEqual(itemOf(aJob({ statusReason: '', mediaId: undefined, exitCode: 0 })), {
      ...itemOf(aJob()),
      exitCode: 0,
    });
  });
});

describe('listAttributes', () => {
  it('never includes the full event', () => {
    assert(!listAttributes.includes('fullEvent'));
  });

  it('includes the attributes of the Streamlit dashboard and those of our writer', () => {
    for (const name of [
      'jobId',
      'timestamp',
      'media_id',
      'workspace_uid',
      'sequence',
      'shard',
      'expiresAt',
    ]) {
      assert(listAttributes.includes(name), name);
    }
  });
});

describe('itemOf', () => {
  it('has the known values, and no attribute for missing ones', () => {
    const bare = aJob({ jobName: '', statusReason: '', account: '', exitCode: 0 });
    const item = itemOf(bare);
    assert.deepEqual(
      Object.values(item).filter(value => (value as unknown) === undefined || value === ''),
      [],
    );
    assert.equal(item['exitCode'], 0);
    assert(!('jobName' in item) && !('media_id' in item));
  });
});
