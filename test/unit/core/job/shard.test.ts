import assert from 'node:assert/strict';
import { shardCount, shardOf, shards } from '../../../../src/core/job/shard';
import { Random } from '../../../../src/sample/random';

describe('shardOf', () => {
  it('is the same for the same job in every version', () => {
    assert.equal(shardOf('test-job-001'), '1');
  });

  it('is one of the shards', () => {
    assert.equal(shards.length, shardCount);
    assert(['', 'é', 'x'.repeat(2_000)].every(jobId => shards.includes(shardOf(jobId))));
  });

  for (const [kind, make] of [
    ['jobs', (random: Random) => random.uuid()],
    ['the children of one job', (_: Random, index: number) => `4c7599ae-0a82:${index}`],
  ] as const) {
    it(`spreads ${kind} evenly`, () => {
      const random = new Random(1);
      const counts = new Map(shards.map(shard => [shard, 0]));
      for (let index = 0; index < 8_000; index++) {
        const shard = shardOf(make(random, index));
        counts.set(shard, (counts.get(shard) ?? 0) + 1);
      }
      const [least, max] = [Math.min(...counts.values()), Math.max(...counts.values())];
      assert(least > 1_800 && max < 2_200, `${least} to ${max}`);
    });
  }
});
