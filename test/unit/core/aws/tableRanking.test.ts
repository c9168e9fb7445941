import assert from 'node:assert/strict';
import { looksLikeJobs, orderTables } from '../../../../src/core/aws/tableRanking';

describe('the order of tables to choose from', () => {
  it('is the wanted one, the usual one, fitting names, then the others, each by the alphabet', () => {
    const names = ['Users', 'prod-jobs', 'Accounts', 'MonitoringToolTest', 'BatchAudit', 'Mine'];
    assert.deepEqual(orderTables(names, 'Mine'), [
      'Mine',
      'MonitoringToolTest',
      'BatchAudit',
      'prod-jobs',
      'Accounts',
      'Users',
    ]);
  });

  it('offers no table that is not there', () => {
    assert.deepEqual(orderTables(['Users'], 'MonitoringToolTest'), ['Users']);
    assert.deepEqual(orderTables([], 'Mine'), []);
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
