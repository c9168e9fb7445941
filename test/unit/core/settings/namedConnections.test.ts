import assert from 'node:assert/strict';
import fc from 'fast-check';
import { namedConnections } from '../../../../src/core/settings/namedConnections';

const check = (value: unknown) => {
  const problems: string[] = [];
  return { found: namedConnections(value, problems), problems };
};

const defaultValue = {
  tableName: 'MonitoringToolTest',
  region: 'eu-west-1',
  profile: undefined,
  endpoint: undefined,
};

describe('namedConnections', () => {
  it('is empty by default', () => {
    assert.deepEqual(check(undefined), { found: [], problems: [] });
    assert.deepEqual(check([]), { found: [], problems: [] });
  });

  it('uses the defaults of the settings for omitted properties', () => {
    const { found, problems } = check([
      { name: 'bare' },
      { name: 'blank', tableName: '', region: '', profile: '', endpoint: '' },
    ]);
    assert.deepEqual(problems, []);
    assert.deepEqual(found, [
      { name: 'bare', ...defaultValue },
      { name: 'blank', ...defaultValue },
    ]);
  });

  it('reads all properties, trims them, and ignores unknown ones', () => {
    const { found, problems } = check([
      {
        name: ' prod ',
        tableName: ' Jobs ',
        region: ' us-gov-west-1 ',
        profile: ' media team ',
        endpoint: ' https://dynamodb.test:8000 ',
        colour: 'red',
      },
    ]);
    assert.deepEqual(problems, []);
    assert.deepEqual(found, [
      {
        name: 'prod',
        tableName: 'Jobs',
        region: 'us-gov-west-1',
        profile: 'media team',
        endpoint: 'https://dynamodb.test:8000',
      },
    ]);
  });

  const bad: readonly (readonly [string, unknown, RegExp])[] = [
    ['is nothing', null, /it is not an object\.$/],
    ['is a text', 'prod', /it is not an object\.$/],
    ['is a list', ['prod'], /it needs a name of at most 64 characters\.$/],
    ['has no name', { tableName: 'Jobs' }, /it needs a name/],
    ['has a blank name', { name: '  ' }, /it needs a name/],
    ['has a number for a name', { name: 7 }, /it needs a name/],
    ['has a name too long', { name: 'x'.repeat(65) }, /it needs a name/],
    [
      'has a table that is none',
      { name: 'bad', tableName: 'a b' },
      /its tableName is not a valid DynamoDB table name\.$/,
    ],
    ['has a table too short', { name: 'bad', tableName: 'ab' }, /its tableName is not/],
    ['has a table of another kind', { name: 'bad', tableName: 7 }, /its tableName is not/],
    [
      'has a region that is none',
      { name: 'bad', region: 'Ireland' },
      /its region is not a valid AWS region\.$/,
    ],
    [
      'has a region that is a host',
      { name: 'bad', region: 'eu-west-1.evil.test/' },
      /its region is not/,
    ],
    [
      'has a profile of two lines',
      { name: 'bad', profile: 'a\nb' },
      /its profile is not a valid profile name\.$/,
    ],
    ['has a profile of another kind', { name: 'bad', profile: {} }, /its profile is not/],
    [
      'has an endpoint without http',
      { name: 'bad', endpoint: 'ftp://x' },
      /its endpoint is not an http or https URL\.$/,
    ],
    ['has an endpoint of nowhere', { name: 'bad', endpoint: 'http:///x' }, /its endpoint is not/],
    ['has an endpoint with spaces', { name: 'bad', endpoint: 'http://x y' }, /its endpoint is not/],
  ];
  for (const [what, entry, problem] of bad) {
    it(`ignores one that ${what}, reports its index, and keeps the others`, () => {
      const { found, problems } = check([{ name: 'one' }, entry, { name: 'two' }]);
      assert.deepEqual(
        found.map(({ name }) => name),
        ['one', 'two'],
      );
      assert.equal(problems.length, 1);
      assert.match(problems[0] ?? '', problem);
      assert.match(problems[0] ?? '', /^batchMonitor\.connections\[1\] is ignored: /);
    });
  }

  it('uses the first of two with the same name', () => {
    const { found, problems } = check([
      { name: 'prod', tableName: 'First' },
      { name: ' prod ', tableName: 'Second' },
      { name: 'Prod', tableName: 'Third' },
    ]);
    assert.deepEqual(
      found.map(({ tableName }) => tableName),
      ['First', 'Third'],
    );
    assert.deepEqual(problems, [
      'batchMonitor.connections[1] is ignored: another connection is already named "prod".',
    ]);
  });

  it('ignores values that are not lists', () => {
    for (const value of [null, {}, 'prod', 7, true]) {
      assert.deepEqual(check(value), {
        found: [],
        problems: ['batchMonitor.connections is not a list and is ignored.'],
      });
    }
  });

  it('never throws, and reports each entry that it ignores', () => {
    fc.assert(
      fc.property(fc.array(fc.anything()), value => {
        const { found, problems } = check(value);
        assert.equal(found.length + problems.length, value.length);
      }),
    );
  });
});
