import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { checkSettings } from '../../../src/core/settings/settingsValidation';
import { makeTaskTypeOf } from '../../../src/core/job/taskType';
import { injections } from '../../support/security/injections';

interface Manifest {
  readonly capabilities: {
    readonly untrustedWorkspaces: {
      readonly supported: string;
      readonly restrictedConfigurations: readonly string[];
    };
  };
  readonly contributes: {
    readonly configuration: {
      readonly properties: Readonly<Record<string, { readonly scope: string }>>;
    };
  };
}

const { capabilities, contributes } = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
const scopes = Object.fromEntries(
  Object.entries(contributes.configuration.properties).map(([name, { scope }]) => [name, scope]),
);

const texts = injections({ address: 'http://127.0.0.1:1', command: 'a.b', script: 'x' }).map(
  ({ text }) => text,
);

/** A setting is `window` only where somebody has thought about who may write it. */
describe('settings that a workspace can set', () => {
  it('are only these: none selects credentials, or where they are sent', () => {
    assert.deepEqual(
      Object.keys(scopes)
        .filter(name => scopes[name] === 'window')
        .toSorted(),
      [
        'batchMonitor.costWarningPerDay',
        'batchMonitor.historyHours',
        'batchMonitor.liveIntervalSeconds',
        'batchMonitor.notifications.filter',
        'batchMonitor.notifications.windowSeconds',
        'batchMonitor.queues',
        'batchMonitor.refreshIntervalSeconds',
        'batchMonitor.region',
        'batchMonitor.source',
        'batchMonitor.statusBar.count',
        'batchMonitor.statusBar.failedWithin',
        'batchMonitor.stuckAfter',
        'batchMonitor.tableName',
        'batchMonitor.taskTypes',
      ],
    );
    assert.deepEqual(
      new Set(Object.values(scopes)),
      new Set(['window', 'application', 'machine']),
      'no setting is of a folder or a language',
    );
  });

  it('have no effect before the workspace is trusted: none selects a table or hides failures', () => {
    assert.equal(capabilities.untrustedWorkspaces.supported, 'limited');
    assert.deepEqual(
      capabilities.untrustedWorkspaces.restrictedConfigurations.toSorted(),
      Object.keys(scopes)
        .filter(name => scopes[name] === 'window')
        .toSorted(),
    );
  });

  it('cannot inject an address through a region, whatever it contains', () => {
    for (const text of texts) {
      const { values } = checkSettings(key => (key === 'region' ? text : undefined));
      assert.match(values.region, /^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/);
    }
  });

  it('contain a table name and no path or address', () => {
    for (const text of texts) {
      const { values } = checkSettings(key => (key === 'tableName' ? text : undefined));
      assert.match(values.tableName, /^([\w.-]{3,255}|arn:\S+)$/);
    }
  });

  it('are strings to match task types with, never patterns: none is slow', () => {
    const rules = texts.map(text => ({ name: 'evil', queue: [text || 'x'], definition: [text] }));
    const { values, problems } = checkSettings(key => (key === 'taskTypes' ? rules : undefined));
    assert(values.taskTypes.length > 0 && problems.every(problem => problem.length < 500));
    const typeOf = makeTaskTypeOf(values.taskTypes);
    const long = `${'a'.repeat(100_000)}!`;
    assert.equal(typeof typeOf({ jobQueue: long, jobDefinition: long }), 'string');
  });

  it('of any type and size are replaced or ignored, with a message, and never throw', () => {
    const odd = [null, NaN, Infinity, -1, [], {}, [[]], [null], true, 1e300, 'x', ...texts];
    for (const value of odd) {
      const { values } = checkSettings(() => value);
      assert(Number.isFinite(values.refreshIntervalMs) && values.refreshIntervalMs >= 0);
      assert(values.refreshIntervalMs <= 86_400_000);
      assert(values.notifications === undefined || values.notifications.windowMs <= 3_600_000);
    }
  });
});
