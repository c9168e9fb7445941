import assert from 'node:assert/strict';
import { rowName, rowReason } from '../../../../src/core/tree/jobRowText';
import { aJob } from '../../../support/builders/builders';

const generic = 'Essential container in task exited';
const memory = 'OutOfMemoryError: Container killed due to memory usage';

describe('The row of a job in the jobs view', () => {
  it('leaves out the media ID of its group', () => {
    const job = aJob({ jobName: 'pre-69490f5f-1766395755577' });
    assert.equal(rowName(job, '69490f5f'), 'pre-…-1766395755577');
    assert.equal(rowName(job, ''), 'pre-69490f5f-1766395755577');
    assert.equal(rowName(job, 'another'), 'pre-69490f5f-1766395755577');
    assert.equal(rowName(aJob({ jobName: '69490f5f' }), '69490f5f'), '69490f5f', 'some name stays');
  });

  it('shows what the container says instead of what AWS says of every container', () => {
    const job = aJob({ status: 'FAILED', statusReason: generic, reason: memory, exitCode: 137 });
    assert.equal(rowReason(job), memory);
    const host = { ...job, statusReason: 'Host EC2 (instance i-1) terminated.' };
    assert.equal(rowReason(host), `${memory} · Host EC2 (instance i-1) terminated.`);
  });

  it('shows the exit code where there is no other reason', () => {
    const job = aJob({ status: 'FAILED', statusReason: generic, exitCode: 1 });
    assert.equal(rowReason(job), `${generic} · exit 1`);
    const unknown = aJob({ status: 'FAILED', statusReason: generic });
    assert.equal(rowReason(unknown), generic);
    assert.equal(rowReason(aJob({ status: 'FAILED', exitCode: 3, statusReason: '' })), 'exit 3');
  });

  it('has no reason for a job that succeeded, and that of AWS for one that waits', () => {
    assert.equal(rowReason(aJob({ status: 'SUCCEEDED', statusReason: generic })), '');
    const waiting = aJob({ status: 'RUNNABLE', statusReason: 'MISCONFIGURATION' });
    assert.equal(rowReason(waiting), 'MISCONFIGURATION');
  });
});
