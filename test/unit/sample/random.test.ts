import assert from 'node:assert/strict';
import { Random } from '../../../src/sample/random';

describe('Random', () => {
  const numbers = (random: Random): number[] => Array.from({ length: 1_000 }, () => random.next());

  it('repeats the same sequence for the same seed', () => {
    assert.deepEqual(numbers(new Random(7)), numbers(new Random(7)));
    assert.notDeepEqual(numbers(new Random(7)), numbers(new Random(8)));
    assert.notDeepEqual(numbers(Random.of(7, 1)), numbers(Random.of(7, 2)));
  });

  it('stays within its bounds and covers them', () => {
    const all = numbers(new Random(1));
    assert(all.every(number => number >= 0 && number < 1));
    assert(Math.min(...all) < 0.01 && Math.max(...all) > 0.99);
    const random = new Random(1);
    const dice = new Set(Array.from({ length: 200 }, () => random.integer(1, 6)));
    assert.deepEqual([...dice].sort(), [1, 2, 3, 4, 5, 6]);
  });

  it('weights choices', () => {
    const random = new Random(1);
    const choices = [
      { name: 'a', weight: 3 },
      { name: 'b', weight: 1 },
    ] as const;
    const drawn = Array.from({ length: 4_000 }, () =>
      random.weighted<(typeof choices)[number]>(choices),
    );
    const share = drawn.filter(({ name }) => name === 'a').length / 4_000;
    assert(share > 0.72 && share < 0.78, String(share));
  });

  it('creates IDs in the formats of AWS Batch and MongoDB', () => {
    const random = new Random(1);
    assert.match(random.uuid(), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
    assert.match(random.objectId(Date.UTC(2025, 11, 22, 9, 29, 3)), /^69490f5f[0-9a-f]{16}$/);
  });
});
