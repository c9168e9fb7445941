import assert from 'node:assert/strict';
import { sourceTraits } from '../../../../src/ui/connection/sourceTraits';

describe('The source of a connection', () => {
  const table = sourceTraits({});
  const batch = sourceTraits({ source: 'batch' });

  it('is a table unless the connection names another', () => {
    assert.equal(sourceTraits({ source: 'table' }), table);
    assert.notEqual(batch, table);
  });

  it('has the words for where jobs are', () => {
    assert.equal(table.location('Jobs', 'eu-west-1'), 'Table Jobs, region eu-west-1');
    assert.equal(batch.location('AWS Batch', 'eu-west-1'), 'AWS Batch, region eu-west-1');
    assert.equal(batch.names('AWS Batch', 'eu-west-1').table, undefined);
  });

  it('says why there are no jobs, with what helps', () => {
    assert.match(table.empty('Jobs', 'eu-west-1')[0], /^Table Jobs has no jobs yet\./);
    assert.match(
      batch.empty('AWS Batch', 'eu-west-1')[0],
      /^AWS Batch in eu-west-1 has no recent jobs/,
    );
    assert.deepEqual(batch.empty('AWS Batch', 'eu-west-1').slice(1), [
      'checkConnection',
      'selectRegion',
    ]);
  });
});
