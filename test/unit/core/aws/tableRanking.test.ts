import assert from 'node:assert/strict';
import { looksLikeJobs, rankTables } from '../../../../src/core/aws/tableRanking';

describe('the order of tables to choose from', () => {
  it('is the wanted one, the usual one, fitting names, then the others, each by the alphabet', () => {
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

  it('offers no table that is not there', () => {
    assert.deepEqual(rankTables(['Users'], 'MonitoringToolTest'), ['Users']);
    assert.deepEqual(rankTables([], 'Mine'), []);
  });

  it('takes a name for one of jobs by its words', () => {
    assert.deepEqual(
      ['MonitoringToolTest', 'BATCH', 'my-Jobs', 'job_states', 'Users', 'Accounts'].map(
        looksLikeJobs,
      ),
      [true, true, true, true, false, false],
    );
  });
});
