import assert from 'node:assert/strict';
import {
  replaySettings,
  type ReplaySettings,
  type SettingsValues,
} from '../../../../../lambda/tools/replay/replaySettings';

const endpoint = 'http://127.0.0.1:8000';
const deployed = { TABLE_NAME: 'Deployed', RETENTION_DAYS: '30', REDACT_ENVIRONMENT: 'true' };

const settingsOf = (values: SettingsValues): Promise<ReplaySettings> =>
  replaySettings(values, name =>
    name === 'writer' ? Promise.resolve(deployed) : Promise.reject(new Error(`no ${name}`)),
  );

describe('replaySettings', () => {
  it('are those of the function in --like-function', async () => {
    assert.deepEqual(await settingsOf({ 'like-function': 'writer' }), {
      tableName: 'Deployed',
      retentionDays: 30,
      redactsEnvironment: true,
    });
    await assert.rejects(settingsOf({ 'like-function': 'other' }), { message: 'no other' });
  });

  it('can be overridden by options', async () => {
    const options = { table: 'Own', 'retention-days': '0', 'no-redact-environment': true };
    assert.deepEqual(await settingsOf({ 'like-function': 'writer', ...options }), {
      tableName: 'Own',
      retentionDays: undefined,
      redactsEnvironment: false,
    });
  });

  it('are never guessed for AWS: both are required', async () => {
    const values = [{}, { 'retention-days': '30' }, { 'redact-environment': true }];
    for (const half of values) {
      await assert.rejects(settingsOf(half), /--like-function NAME .* or give --retention-days N/);
    }
    const both = { 'retention-days': '30', 'redact-environment': true };
    assert.equal((await settingsOf(both)).retentionDays, 30);
  });

  it('are the defaults of the template for an emulator, and for a dry run', async () => {
    const defaults = {
      tableName: 'MonitoringToolTest',
      retentionDays: undefined,
      redactsEnvironment: false,
    };
    assert.deepEqual(await settingsOf({ endpoint }), defaults);
    assert.deepEqual(await settingsOf({ 'dry-run': true }), defaults);
  });

  it('reject contradictions and numbers that are not days', async () => {
    const both = { 'redact-environment': true, 'no-redact-environment': true };
    await assert.rejects(settingsOf({ endpoint, ...both }), /cannot be used together/);
    await assert.rejects(
      settingsOf({ endpoint, 'retention-days': '-1' }),
      /--retention-days is not a whole number from 0 to 99999: -1/,
    );
  });
});
