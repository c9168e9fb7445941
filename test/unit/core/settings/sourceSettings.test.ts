import assert from 'node:assert/strict';
import { sourceSettings } from '../../../../src/core/settings/sourceSettings';
import { namedConnections } from '../../../../src/core/settings/namedConnections';

describe('the settings of the source of jobs', () => {
  const check = (raw: Readonly<Record<string, unknown>>) => {
    const invalid: string[] = [];
    const values = sourceSettings(
      name => raw[name],
      name => invalid.push(name),
    );
    return { values, invalid };
  };

  it('are a table by default, and 7 days of all queues for AWS Batch', () => {
    assert.deepEqual(check({}), {
      values: { source: 'table', historyHours: 168, queues: [] },
      invalid: [],
    });
  });

  it('fall back to their defaults if they are invalid', () => {
    const { values, invalid } = check({ source: 'BATCH', historyHours: 0, queues: ['a b'] });
    assert.deepEqual(values, { source: 'table', historyHours: 168, queues: [] });
    assert.deepEqual(invalid, ['source', 'historyHours', 'queues']);
  });

  for (const queues of ['fast', [1], ['']] as const) {
    it(`do not accept ${JSON.stringify(queues)} as queues`, () => {
      assert.deepEqual(check({ queues }).invalid, ['queues']);
    });
  }

  it('are parts of a named connection, which is ignored if one is invalid', () => {
    const problems: string[] = [];
    const named = namedConnections(
      [
        { name: 'live', source: 'batch', queues: ['fast'] },
        { name: 'bad', source: 'batch', historyHours: 'all' },
      ],
      problems,
    );
    assert.deepEqual(
      named.map(({ name, source, queues }) => [name, source, queues]),
      [['live', 'batch', ['fast']]],
    );
    assert.deepEqual(problems, [
      'batchMonitor.connections[1] is ignored: its historyHours is not a number from 1 to 8784.',
    ]);
  });
});
