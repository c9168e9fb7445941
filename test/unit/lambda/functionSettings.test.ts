import assert from 'node:assert/strict';
import { readFunctionSettings } from '../../../lambda/functionSettings';

describe('readFunctionSettings', () => {
  it('has defaults, also for empty variables', () => {
    const defaults = {
      tableName: 'MonitoringToolTest',
      endpoint: undefined,
      retentionDays: undefined,
      redactsEnvironment: false,
    };
    const empty = { TABLE_NAME: '', RETENTION_DAYS: '', REDACT_ENVIRONMENT: '' };
    assert.deepEqual(readFunctionSettings({}), defaults);
    assert.deepEqual(readFunctionSettings(empty), defaults);
    assert.deepEqual(readFunctionSettings({ RETENTION_DAYS: '0' }), defaults);
  });

  it('reads the variables that the template sets', () => {
    const env = { TABLE_NAME: 'Jobs', RETENTION_DAYS: '90', REDACT_ENVIRONMENT: 'true' };
    const { tableName, retentionDays, redactsEnvironment } = readFunctionSettings(env);
    assert.deepEqual([tableName, retentionDays, redactsEnvironment], ['Jobs', 90, true]);
  });

  it('detects an emulator by its endpoint', () => {
    const { endpoint } = readFunctionSettings({ DYNAMODB_ENDPOINT: 'http://localhost:8000' });
    assert.equal(endpoint, 'http://localhost:8000');
  });

  it('throws on invalid values, rather than delete early or store secrets', () => {
    for (const days of ['-1', '1.5', 'soon', '1e3', '999999']) {
      assert.throws(() => readFunctionSettings({ RETENTION_DAYS: days }), /RETENTION_DAYS must be/);
    }
    assert.throws(
      () => readFunctionSettings({ REDACT_ENVIRONMENT: 'yes' }),
      /must be true or false/,
    );
  });
});
