import assert from 'node:assert/strict';
import { reasonLine, reasonsOf, shortReason } from '../../../../src/core/job/reasons';

const generic = 'Essential container in task exited';
const outOfMemory = 'OutOfMemoryError: Container killed due to memory usage';
const failed = { status: 'FAILED', statusReason: generic };

describe('the reasons of a job', () => {
  it('begin with the container’s own, each once', () => {
    assert.deepEqual(reasonsOf({ ...failed, reason: outOfMemory }), [outOfMemory, generic]);
    assert.deepEqual(reasonsOf({ ...failed, reason: generic }), [generic]);
    assert.deepEqual(reasonsOf({ ...failed, statusReason: '' }), []);
  });

  it('are one line in lists', () => {
    assert.equal(reasonLine({ ...failed, reason: outOfMemory }), `${outOfMemory} · ${generic}`);
  });
});

describe('the short reason of a job', () => {
  it('has the exit code where the text is only that the container exited', () => {
    assert.equal(shortReason({ ...failed, exitCode: 1 }), `${generic} · exit 1`);
    assert.equal(shortReason({ ...failed, reason: generic, exitCode: 0 }), `${generic} · exit 0`);
    assert.equal(shortReason(failed), generic, 'an unknown exit code is not made up');
  });

  it('is the container’s own where it has one', () => {
    assert.equal(shortReason({ ...failed, reason: outOfMemory, exitCode: 137 }), outOfMemory);
  });

  it('is the whole line where the status reason tells something', () => {
    const spot = { status: 'FAILED', statusReason: 'Host EC2 (instance i-0a) terminated.' };
    assert.equal(shortReason({ ...spot, exitCode: 1 }), spot.statusReason);
    assert.equal(
      shortReason({ ...spot, reason: outOfMemory }),
      `${outOfMemory} · ${spot.statusReason}`,
    );
    const waiting = { status: 'RUNNABLE', statusReason: 'MISCONFIGURATION:JOB_RESOURCE' };
    assert.equal(shortReason(waiting), waiting.statusReason);
  });

  it('is nothing for a job that succeeded', () => {
    assert.equal(shortReason({ status: 'SUCCEEDED', statusReason: generic, exitCode: 0 }), '');
  });
});
