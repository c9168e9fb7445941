import assert from 'node:assert/strict';
import { byteLength, keyProblemOf, roomForEvent, storableItem } from '../../../lambda/itemLimits';

describe('keyProblemOf', () => {
  it('finds none in a key as long as DynamoDB takes it, counted in bytes', () => {
    assert.equal(keyProblemOf('é'.repeat(1_024)), undefined);
    assert.equal(keyProblemOf('é'.repeat(1_025)), 'jobId is longer than 2048 bytes');
  });
});

describe('storableItem', () => {
  it('never cuts the key: it would be another job’s', () => {
    const jobId = 'x'.repeat(10_000);
    assert.deepEqual(storableItem({ jobId, jobName: 'short' }), { jobId, jobName: 'short' });
  });

  it('replaces half characters, which DynamoDB refuses', () => {
    assert.deepEqual(storableItem({ jobName: 'half \ud800' }), { jobName: 'half \ufffd' });
  });
});

describe('storableItem, of facts', () => {
  it('keeps amounts, and omits numbers that DynamoDB does not store', () => {
    const facts = {
      vcpus: 0.25,
      memoryMiB: 1e300,
      gpus: -1e-300,
      children: { RUNNING: 0, FAILED: 1e20 },
    };
    assert.deepEqual(storableItem({ jobId: 'a', facts })['facts'], {
      vcpus: 0.25,
      children: { RUNNING: 0 },
    });
  });

  it('cuts their texts and replaces half characters, and keeps fractions', () => {
    const facts = { vcpus: 0.25, share: 'half \ud800', tags: { long: 'x'.repeat(600) } };
    const { facts: stored } = storableItem({ jobId: 'a', facts });
    assert.deepEqual(stored, {
      vcpus: 0.25,
      share: 'half \ufffd',
      tags: { long: `${'x'.repeat(512)}… (cut: 88 more characters)` },
    });
  });

  it('leaves the less room for an event', () => {
    assert.equal(
      roomForEvent({}) - roomForEvent({ facts: { vcpus: 1, tags: { a: 'bc' } } }),
      'facts'.length + (3 + 2) + ('vcpus'.length + 21) + 'tags'.length + (3 + 1) + 'abc'.length,
    );
  });
});

describe('roomForEvent', () => {
  const item = 400 * 1_024;
  const ofEvent = 'fullEvent'.length;

  it('is what DynamoDB’s limit of an item leaves, names of attributes included', () => {
    assert.equal(roomForEvent({}), item - ofEvent);
    assert.equal(roomForEvent({ jobId: 'abc', jobName: 'é' }), item - ofEvent - 8 - 9);
  });

  it('counts a number with the most that one may take', () => {
    assert.equal(roomForEvent({ exitCode: 1 }), item - ofEvent - 'exitCode'.length - 21);
  });

  it('is never less than nothing', () => {
    assert.equal(roomForEvent({ a: 'x'.repeat(item) }), 0);
  });
});

describe('byteLength', () => {
  it('is that of UTF-8', () => assert.equal(byteLength('aé😀'), 1 + 2 + 4));
});
