import assert from 'node:assert/strict';
import { storedJob } from '../../../../../src/core/actions/retry/storedJob';
import { truncationMarker } from '../../../../../src/core/event/truncationMarker';
import { redactJson } from '../../../../../src/core/event/redactEnvironment';
import { fixture } from '../../../../support/builders/batchEvents';

const event = JSON.stringify(fixture('01'));

const reasonOf = (fullEvent: string | undefined): string => {
  const read = storedJob(fullEvent);
  return read.ok ? assert.fail('not refused') : read.reason;
};

describe('a job that AWS Batch has deleted', () => {
  it('is read from its stored event', () => {
    const read = storedJob(event);
    assert(read.ok);
    assert.equal(read.job['jobName'], 'test-failure');
  });

  it('is refused with the reason if its event is not whole', () => {
    assert.match(reasonOf(undefined), /no longer has this job\. No event/);
    assert.match(reasonOf(`{"${truncationMarker}":"cut",${event.slice(1)}`), /shortened/);
    assert.match(reasonOf(redactJson(event)), /redacted/);
    assert.match(reasonOf(event.slice(0, -9)), /cannot be read/);
    assert.match(reasonOf('{"detail":7}'), /cannot be read/);
  });
});
