import assert from 'node:assert/strict';
import { Emitter } from '../../../../src/core/base/emitter';
import type { SettingValues } from '../../../../src/core/settings/settingsValidation';
import type { Connection } from '../../../../src/data/config/connection';
import { QueueAccess } from '../../../../src/ui/queues/queueAccess';

const table: Connection = {
  tableName: 'Jobs',
  region: 'eu-west-1',
  profile: undefined,
  endpoint: undefined,
};

function anAccess() {
  const stored = new Map<string, unknown>();
  const connected = new Emitter<Connection>();
  const changedSettings = new Emitter<SettingValues>();
  const connections = {
    current: table,
    stateKey: '',
    isConfigured: true,
    onDidChange: connected.event,
  };
  const memory = {
    get: (key: string) => stored.get(key),
    update: (key: string, value: unknown) => Promise.resolve(void stored.set(key, value)),
  };
  const settings = { onDidChange: changedSettings.event };
  const access = new QueueAccess(connections, settings, memory, error =>
    assert.fail(String(error)),
  );
  let changes = 0;
  access.onDidChange(() => changes++);
  return {
    ...{ access, connections, stored },
    connect: (stateKey: string, over: Partial<Connection> = {}) => {
      Object.assign(connections, { stateKey, current: { ...table, ...over } });
      connected.fire(connections.current);
    },
    changeSettings: (isConfigured: boolean) => {
      connections.isConfigured = isConfigured;
      changedSettings.fire({} as SettingValues);
    },
    changes: () => changes,
  };
}

describe('Whether queues may be read', () => {
  it('is decided by who reads AWS Batch itself', () => {
    const { access, connect } = anAccess();
    connect('', { source: 'batch' });
    assert.equal(access.isAllowed, true);
    connect('');
    assert.equal(access.isAllowed, false);
  });

  it('is for the user to decide, and to take back', () => {
    const { access, changes } = anAccess();
    assert.equal(access.isAvailable, true);
    assert.equal(access.isAllowed, false);

    access.allow(true);
    assert.equal(access.isAllowed, true);
    access.allow(false);
    assert.equal(access.isAllowed, false);
    assert.equal(changes(), 2);
  });

  it('is decided for each connection', () => {
    const { access, connect } = anAccess();
    access.allow(true);

    connect('named:prod');
    assert.equal(access.isAllowed, false);
    connect('');
    assert.equal(access.isAllowed, true);
  });

  it('is never so for sample data or before a table is set', () => {
    const { access, connect, changeSettings } = anAccess();
    access.allow(true);

    connect('', { isSample: true });
    assert.deepEqual([access.isAvailable, access.isAllowed], [false, false]);
    connect('');
    changeSettings(false);
    assert.deepEqual([access.isAvailable, access.isAllowed], [false, false]);
  });

  it('is announced when settings make the view appear, and only then', () => {
    const { changeSettings, changes } = anAccess();

    changeSettings(true);
    assert.equal(changes(), 0);
    changeSettings(false);
    changeSettings(true);
    assert.equal(changes(), 2);
  });
});
