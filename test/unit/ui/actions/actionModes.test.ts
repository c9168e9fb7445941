import assert from 'node:assert/strict';
import type { ActionMode } from '../../../../src/core/actions/actionLog';
import { Emitter } from '../../../../src/core/base/emitter';
import type { ActionsMode } from '../../../../src/core/settings/actionsMode';
import type { Connection } from '../../../../src/data/config/connection';
import { ActionModes } from '../../../../src/ui/actions/actionModes';

const table: Connection = {
  tableName: 'Jobs',
  region: 'eu-west-1',
  profile: undefined,
  endpoint: undefined,
};

function someModes() {
  const stored = new Map<string, unknown>();
  const connected = new Emitter<Connection>();
  const changedSettings = new Emitter<unknown>();
  const values: { actionsMode: ActionsMode } = { actionsMode: 'live' };
  const connections = { current: table, isConfigured: true, onDidChange: connected.event };
  const window = { isTrusted: true };
  const modes = new ActionModes({
    settings: { values, onDidChange: changedSettings.event },
    connections,
    memory: {
      get: key => stored.get(key),
      update: (key, value) => Promise.resolve(void stored.set(key, value)),
    },
    isTrusted: () => window.isTrusted,
    onError: error => assert.fail(String(error)),
  });
  const announced: ActionMode[] = [];
  modes.onDidChange(mode => announced.push(mode));
  return {
    ...{ modes, window, connections, announced },
    connect: (over: Partial<Connection>) => {
      connections.current = { ...table, ...over };
      connected.fire(connections.current);
    },
    set: (mode: ActionsMode) => {
      values.actionsMode = mode;
      changedSettings.fire(undefined);
    },
  };
}

describe('the mode of actions', () => {
  it('is simulated until the user agrees for the connection, and says so', () => {
    const { modes, announced } = someModes();
    assert.equal(modes.mode, 'simulated');
    assert.match(modes.whySimulated ?? '', /not allowed live actions for this connection/);
    modes.allow(true);
    assert.equal(modes.mode, 'live');
    assert.equal(modes.whySimulated, undefined);
    modes.allow(false);
    assert.equal(modes.mode, 'simulated');
    assert.deepEqual(announced, ['live', 'simulated']);
  });

  it('is simulated while the setting says so, whatever the user agreed to', () => {
    const { modes, set } = someModes();
    modes.allow(true);
    set('simulate');
    assert.equal(modes.mode, 'simulated');
    assert.equal(modes.whySimulated, undefined, 'the user wants it so');
    set('live');
    assert.equal(modes.mode, 'live');
  });

  it('is asked for anew when any part of the connection differs, even under the same name', () => {
    for (const over of [
      { tableName: 'Other' },
      { region: 'us-east-1' },
      { profile: 'admin' },
      { endpoint: 'http://127.0.0.1:8000' },
      { source: 'batch' as const },
    ]) {
      const { modes, connect } = someModes();
      connect({ name: 'production' });
      modes.allow(true);
      assert.equal(modes.mode, 'live');
      connect({ name: 'production', ...over });
      assert.equal(modes.mode, 'simulated', JSON.stringify(over));
      connect({ name: 'renamed' });
      assert.equal(modes.mode, 'live', 'the name alone does not matter');
    }
  });

  it('is always simulated for sample data, in Restricted Mode, and without a connection', () => {
    const { modes, window, connections, connect } = someModes();
    connect({ isSample: true });
    modes.allow(true);
    assert.equal(modes.mode, 'simulated');
    assert.match(modes.whySimulated ?? '', /sample data/);
    connect({});
    modes.allow(true);
    window.isTrusted = false;
    assert.equal(modes.mode, 'simulated');
    assert.match(modes.whySimulated ?? '', /Restricted Mode/);
    window.isTrusted = true;
    connections.isConfigured = false;
    assert.equal(modes.mode, 'simulated');
    assert.match(modes.obstacle ?? '', /No connection/);
  });
});
