import assert from 'node:assert/strict';
import { readFacts } from '../../../../src/core/job/facts';

describe('readFacts', () => {
  it('reads the known keys and keeps those of later writers', () => {
    const facts = {
      vcpus: 0.25,
      memoryMiB: 512,
      gpus: 1,
      platform: 'FARGATE',
      timeoutSeconds: 90,
      maxAttempts: 3,
      share: 'team',
      logRegion: 'us-east-1',
      logDriver: 'splunk',
      tags: { stage: 'pre', empty: '' },
      children: { FAILED: 1 },
      blocked: { reason: 'CAPACITY', since: 5 },
      later: { list: [1, 'a', null, true] },
    };
    assert.deepEqual(readFacts(facts), { facts, isSound: true });
  });

  for (const [name, value] of [
    ['vcpus', '2'],
    ['memoryMiB', NaN],
    ['platform', 7],
    ['tags', { stage: 1 }],
    ['tags', 'stage'],
    ['children', { FAILED: '1' }],
    ['blocked', { reason: 'CAPACITY' }],
    ['later', new Set(['a'])],
    ['later', new Uint8Array(2)],
  ] as const) {
    it(`omits only a ${name} of a wrong type: ${JSON.stringify(value)}`, () => {
      const read = readFacts({ [name]: value, share: 'team' });
      assert.deepEqual(read, { facts: { share: 'team' }, isSound: false });
    });
  }

  it('returns no facts for anything but a map', () => {
    for (const value of ['{}', 1, [], new Set(['a']), new Uint8Array(2)]) {
      assert.deepEqual(readFacts(value), { facts: undefined, isSound: false });
    }
    assert.deepEqual(readFacts({}), { facts: undefined, isSound: true });
  });

  it('gives equal facts the same order of keys', () => {
    const [one, two] = [
      { share: 'a', tags: { y: '1', x: '2' } },
      { tags: { x: '2', y: '1' }, share: 'a' },
    ].map(value => JSON.stringify(readFacts(value).facts));
    assert.equal(one, two);
  });
});
