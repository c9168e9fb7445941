import assert from 'node:assert/strict';
import { looksLikeJobs, rankTables } from '../../../../src/core/aws/tableRanking';

describe('the order of tables in a list', () => {
  it('is the requested one, the default one, likely names, then the others, each alphabetically', () => {
    const names = ['Users', 'prod-jobs', 'Accounts', 'MonitoringToolTest', 'BatchAudit', 'Mine'];
    assert.deepEqual(rankTables(names, 'Mine'), [
      'Mine',
      'MonitoringToolTest',
      'BatchAudit',
      'prod-jobs',
      'Accounts',
      'Users',
    ]);
  });

  it('lists no table that does not exist', () => {
    assert.deepEqual(rankTables(['Users'], 'MonitoringToolTest'), ['Users']);
    assert.deepEqual(rankTables([], 'Mine'), []);
  });

  it('recognizes a likely job table by the words in its name', () => {
    assert.deepEqual(
      ['MonitoringToolTest', 'BATCH', 'my-Jobs', 'job_states', 'Users', 'Accounts'].map(
        looksLikeJobs,
      ),
      [true, true, true, true, false, false],
    );
  });
});
