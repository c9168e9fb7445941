import assert from 'node:assert/strict';
import { partition } from '@aws-sdk/core/client';
import { partitions, regionName } from '../../../../src/core/aws/awsRegions';
import { connectionParts } from '../../../../src/core/settings/namedConnections';

describe('the AWS regions', () => {
  const regions = partitions.flatMap(({ regions }) => regions);

  it('are each listed once, with names that the setting accepts', () => {
    const ids = regions.map(({ id }) => id);
    assert.deepEqual(ids, [...new Set(ids)]);
    assert.deepEqual(
      ids.filter(id => !connectionParts.region.pattern.test(id)),
      [],
    );
  });

  it('have the same descriptions and partitions as in the AWS SDK', () => {
    for (const { regions: together } of partitions) {
      const names = together.map(({ id }) => partition(id).name);
      assert.equal(new Set(names).size, 1, names.join());
    }
    for (const { id, name } of regions) {
      assert.equal(name, (partition(id) as { description?: string }).description, id);
    }
  });

  it('are known by name, except those newer than the list', () => {
    assert.equal(regionName('eu-west-1'), 'Europe (Ireland)');
    assert.equal(regionName('eu-west-9'), undefined);
  });
});
