import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  eventAddress,
  eventFileName,
  eventAuthority,
  eventScheme,
  isElsewhere,
  isSampleEvent,
  jobIdOfEvent,
} from '../../../../src/core/event/eventUri';

const job = (jobName: string, status = 'FAILED', arrayIndex?: number) => ({
  jobName,
  status,
  arrayIndex,
});

describe('the URI of an event', () => {
  const names: readonly (readonly [string, string, Parameters<typeof eventFileName>[1]])[] = [
    ['name and status', 'night-1 (FAILED).json', job('night-1')],
    ['no status', 'night-1.json', job('night-1', '')],
    ['no name', 'id-1 (FAILED).json', job('')],
    ['no job', 'id-1.json', undefined],
    ['a child of an array', 'night-1 [3] (FAILED).json', job('night-1', 'FAILED', 3)],
    ['a path', '.._.._etc_passwd (FAILED).json', job('../../etc/passwd')],
    ['an encoded path', '_2e_2e_2f (FAILED).json', job('%2e%2e%2f')],
    ['lines', 'a_b (A_B).json', job('a\r\nb', 'A\nB')],
    ['text that turns', 'a_gpj.json (FAILED).json', job('a\u202egpj.json')],
    ['only the unusual', '_ (FAILED).json', job('тест')],
    ['dots', '.. (FAILED).json', job('..')],
  ];
  for (const [what, name, of] of names) {
    it(`has a title for ${what}`, () => {
      assert.equal(eventFileName('id-1', of), name);
    });
  }

  it('separates events of sample data, by title and permanently', () => {
    const address = eventAddress('id-1', job('night-1'), 'sample');
    assert.equal(address.path, '/night-1 (FAILED) (sample).json');
    assert.equal(isSampleEvent(address), true);
    assert.equal(isSampleEvent(eventAddress('sample', job('sample'))), false);
    assert.equal(jobIdOfEvent(address), 'id-1');
  });

  it('is short for names of any length', () => {
    const name = eventFileName('x'.repeat(5_000), job('', 'y'.repeat(5_000)));
    assert.equal(name, `${'x'.repeat(128)} (${'y'.repeat(32)}).json`);
  });

  it('is one path segment and identifies the job, whatever the data', () => {
    const text = fc.string({ unit: 'binary', maxLength: 300 });
    fc.assert(
      fc.property(text, text, text, (jobId, jobName, status) => {
        const address = eventAddress(jobId, job(jobName, status));
        assert.match(address.path, /^\/[\w.\- ()[\]]{1,200}\.json$/);
        assert(!['/.', '/..'].includes(address.path));
        assert.equal(jobIdOfEvent(address), jobId === '' ? undefined : jobId);
      }),
    );
  });

  it('accepts a lone surrogate', () => {
    const { query } = eventAddress('a\ud800', undefined);
    assert.equal(encodeURIComponent(query), 'a%EF%BF%BD');
  });

  it('is undefined for anything else', () => {
    const others = [undefined, null, 7, 'x', {}, { scheme: 'file', query: 'a' }];
    for (const other of [...others, { scheme: eventScheme }, { scheme: eventScheme, query: '' }]) {
      assert.equal(jobIdOfEvent(other), undefined);
    }
  });
});

describe('the authority of an event URI', () => {
  const table = { tableName: 'Jobs', region: 'eu-west-1' };

  it('contains the table and its region', () => {
    assert.match(eventAuthority(table), /^jobs\.eu-west-1\.[0-9a-f]{8}$/);
    const arn = 'arn:aws:dynamodb:eu-west-1:123456789012:table/My_Jobs__2.x-y';
    assert.match(
      eventAuthority({ ...table, tableName: arn }),
      /^my-jobs-2\.x-y\.eu-west-1\.[0-9a-f]{8}$/,
    );
  });

  it('differs for tables that differ in any part', () => {
    const tables = [
      table,
      { ...table, tableName: 'jobs' },
      { ...table, tableName: 'Jobs_' },
      { ...table, tableName: 'x/Jobs' },
      { ...table, region: 'us-east-1' },
    ];
    const places = tables.map(eventAuthority);
    assert.equal(new Set(places).size, places.length);
    assert.equal(eventAuthority({ ...table }), eventAuthority(table));
  });

  it('is the same for all sample tables', () =>
    assert.equal(eventAuthority({ ...table, isSample: true }), 'sample'));

  it('tells whether an event belongs to the active table', () => {
    const at = (authority: string) => ({ authority });
    assert.equal(isElsewhere(at(eventAuthority(table)), table), false);
    assert.equal(isElsewhere(at('sample'), table), true);
    assert.equal(isElsewhere(at('sample'), { ...table, isSample: true }), false);
    assert.equal(isElsewhere(at(''), table), false, 'an address without a place');
  });

  it('has titles that name the sample only in sample data', () => {
    assert.equal(eventAddress('', undefined, eventAuthority(table)).path, '/job.json');
    assert.equal(eventAddress('', undefined, 'sample').path, '/job (sample).json');
  });
});
