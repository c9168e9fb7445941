import assert from 'node:assert/strict';
import { byteLength, keyProblemOf, roomForEvent, storableItem } from '../../../lambda/itemLimits';

describe('keyProblemOf', () => {
  it('accepts a key up to the maximum of DynamoDB, counted in bytes', () => {
    assert.equal(keyProblemOf('é'.repeat(1_024)), undefined);
    assert.equal(keyProblemOf('é'.repeat(1_025)), 'jobId is longer than 2048 bytes');
  });
});

describe('storableItem', () => {
  it('never shortens the key: it would be the key of another job', () => {
    const jobId = 'x'.repeat(10_000);
    assert.deepEqual(storableItem({ jobId, jobName: 'short' }), { jobId, jobName: 'short' });
  });

  it('replaces lone surrogates, which DynamoDB rejects', () => {
    assert.deepEqual(storableItem({ jobName: 'half \ud800' }), { jobName: 'half \ufffd' });
  });
});

describe('storableItem, with facts', () => {
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

  it('shortens their strings, replaces lone surrogates, and keeps fractions', () => {
    const facts = { vcpus: 0.25, share: 'half \ud800', tags: { long: 'x'.repeat(600) } };
    const { facts: stored } = storableItem({ jobId: 'a', facts });
    assert.deepEqual(stored, {
      vcpus: 0.25,
      share: 'half \ufffd',
      tags: { long: `${'x'.repeat(512)}… (cut: 88 more characters)` },
    });
  });

  it('reduces the room for an event accordingly', () => {
    assert.equal(
      roomForEvent({}) - roomForEvent({ facts: { vcpus: 1, tags: { a: 'bc' } } }),
      'facts'.length + (3 + 2) + ('vcpus'.length + 21) + 'tags'.length + (3 + 1) + 'abc'.length,
    );
  });
});

describe('roomForEvent', () => {
  const item = 400 * 1_024;
  const ofEvent = 'fullEvent'.length;

  it('is the item limit of DynamoDB minus the other attributes, including their names', () => {
    assert.equal(roomForEvent({}), item - ofEvent);
    assert.equal(roomForEvent({ jobId: 'abc', jobName: 'é' }), item - ofEvent - 8 - 9);
  });

  it('counts a number with the maximum size', () => {
    assert.equal(roomForEvent({ exitCode: 1 }), item - ofEvent - 'exitCode'.length - 21);
  });

  it('is never negative', () => {
    assert.equal(roomForEvent({ a: 'x'.repeat(item) }), 0);
  });
});

describe('byteLength', () => {
  it('is the length in UTF-8', () => assert.equal(byteLength('aé😀'), 1 + 2 + 4));
});
