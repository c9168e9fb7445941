import assert from 'node:assert/strict';
import { SimulatedExecutor } from '../../../../src/core/actions/actionExecutor';
import { noteOf, noteProblem } from '../../../../src/core/actions/actionNote';
import { filterActions, isFiltering } from '../../../../src/core/actions/actionFilter';
import { noActionFilter, type ActionFilter } from '../../../../src/core/actions/actionLog';
import { actionRuns } from '../../../../src/core/actions/actionRuns';
import { exportActions } from '../../../../src/core/export/exportActions';
import type { ExportFormat } from '../../../../src/core/export/exportLayout';
import { historyReport } from '../../../../src/core/actions/historyReport';
import { keepNewest } from '../../../../src/core/actions/historyRetention';
import { checkActionEntry, checkMarkEntry } from '../../../../src/data/log/logEntrySchemas';
import { aJob, anAction } from '../../../support/builders/builders';
import { readCsv } from '../../../support/oracles/readCsv';
import { executedAlone } from '../../../support/fakes/executedAlone';

const entries = [
  anAction({
    id: 'd',
    run: 'r2',
    at: 4,
    action: 'abort',
    jobName: 'Assembly-9',
    outcome: 'skipped',
  }),
  anAction({ id: 'c', run: 'r2', at: 3, action: 'abort', mediaId: 'MEDIA-77', outcome: 'done' }),
  anAction({ id: 'b', run: 'r1', at: 2, taskId: 'task-5', outcome: 'failed' }),
  anAction({ id: 'a', run: 'r1', at: 1 }),
];

const found = (filter: Partial<ActionFilter>): string =>
  filterActions(entries, { ...noActionFilter, ...filter })
    .map(({ id }) => id)
    .join('');

describe('filterActions', () => {
  it('matches all by default', () => {
    assert.equal(found({}), 'dcba');
    assert.equal(found({ text: '  ' }), 'dcba');
    assert.equal(isFiltering({ ...noActionFilter, text: ' ' }), false);
  });

  it('filters by action, outcome, time and job, combined', () => {
    assert.equal(found({ actions: ['retry'] }), 'ba');
    assert.equal(found({ outcomes: ['done', 'failed'] }), 'cba');
    assert.equal(found({ since: 3 }), 'dc');
    assert.equal(found({ text: 'assembly' }), 'd');
    assert.equal(found({ text: 'media-77' }), 'c');
    assert.equal(found({ text: ' TASK-5 ' }), 'b');
    assert.equal(found({ actions: ['abort'], outcomes: ['done'], since: 3, text: 'job-1' }), 'c');
  });
});

describe('actionRuns', () => {
  it('groups the entries of one command, newest first', () => {
    const runs = actionRuns(entries);
    assert.deepEqual(
      runs.map(({ run, at }) => [run, at]),
      [
        ['r2', 4],
        ['r1', 2],
      ],
    );
    assert.deepEqual(
      [...(runs[0]?.counts ?? [])],
      [
        ['done', 1],
        ['skipped', 1],
        ['failed', 0],
        ['cancelled', 0],
        ['unknown', 0],
      ],
    );
  });
});

describe('keepNewest', () => {
  it('keeps those of its own that are among the newest of all', () => {
    const [d, c, b, a] = entries;
    assert(a && b && c && d);
    assert.deepEqual(keepNewest([a, d], [b, c], 3), [d]);
    assert.deepEqual(keepNewest([a, d], [b, c], 4), [a, d]);
    assert.deepEqual(keepNewest(entries, entries, 4), entries);
    assert.deepEqual(keepNewest(entries, entries, 2), [d, c], 'alone');
    assert.deepEqual(keepNewest([a], [a, b], 2), [a], 'those that come twice count once');
    assert.deepEqual(keepNewest([a], [a, b], 1), []);
    assert.deepEqual(keepNewest([c, a], [d, b], 2), [c]);
    assert.deepEqual(keepNewest([], [], 2), []);
  });

  it('keeps all entries of the same moment', () => {
    const twins = ['x', 'y', 'z'].map(id => anAction({ id, at: 10 }));
    assert.deepEqual(keepNewest(twins, [], 2), twins);
    const later = [9, 100, 11].map(at => anAction({ id: `at-${at}`, at }));
    assert.deepEqual(
      keepNewest(later, [], 1).map(({ at }) => at),
      [100],
    );
  });
});

describe('exportActions', () => {
  const hostile = [anAction({ at: 0, jobName: '=HYPERLINK("x")', detail: 'a\n"b"' }), ...entries];
  const textOf = (format: ExportFormat, some = hostile): string =>
    [...exportActions(some, format)].join('');

  it('writes a table that no spreadsheet reads as formulas', () => {
    const [head, first, ...others] = readCsv(textOf('csv'));
    assert.equal(others.length, entries.length);
    const cell = (title: string): string | undefined => first?.[head?.indexOf(title) ?? -1];
    assert.equal(cell('Job Name'), '\'=HYPERLINK("x")');
    assert.equal(cell('Detail'), 'a\n"b"');
    assert.equal(cell('Time'), '1970-01-01T00:00:00.000Z');
    assert.equal(cell('Mode'), 'simulated');
  });

  it('writes JSON and JSON lines, in consecutive pieces', () => {
    const many = Array.from({ length: 450 }, (_, index) => anAction({ id: `${index}` }));
    const all = JSON.parse(textOf('json', many)) as { id: string; at: string }[];
    assert.deepEqual(
      all.map(({ id }) => id),
      many.map(({ id }) => id),
    );
    const lines = textOf('jsonl', many).trimEnd().split('\n');
    assert.deepEqual(
      lines.map(line => JSON.parse(line) as unknown),
      all,
    );
  });

  it('writes one readable line per entry', () => {
    const [line] = historyReport([anAction({ at: 0, detail: 'one\ntwo' })]).split('\n');
    assert.match(
      line ?? '',
      /^1970-01-01T.*Z {2}Retry \(Simulated\) {2}done {2}.*job-1 {2}one two$/,
    );
    assert.equal(
      historyReport([
        anAction({ at: 0, jobName: '', detail: 'a \n\t b' }),
        anAction({ at: NaN, jobName: 'x', detail: '' }),
      ]),
      '1970-01-01T00:00:00.000Z  Retry (Simulated)  done  –  job-1  a b\n' +
        '  Retry (Simulated)  done  x  job-1  \n',
    );
    assert.equal(historyReport([]), 'No entries.\n');
  });
});

describe('an entry read from a log', () => {
  it('is the entry as written, including attributes of later versions', () => {
    const entry = anAction({ mediaId: 'm' });
    assert.deepEqual(checkActionEntry({ ...structuredClone(entry), later: 1 }), entry);
    assert.deepEqual(checkActionEntry(JSON.parse(JSON.stringify(entry))), entry);
  });

  it('is ignored if it is malformed', () => {
    const wrong: unknown[] = [
      undefined,
      null,
      [],
      'x',
      {},
      { ...anAction(), action: 'destroy' },
      { ...anAction(), at: NaN },
      { ...anAction(), jobId: '' },
      { ...anAction(), detail: 'x'.repeat(20_000) },
    ];
    assert.deepEqual(
      wrong.map(checkActionEntry).filter(entry => entry !== undefined),
      [],
    );
    const mark = { id: 'a', at: 1, scope: 's', mark: 'broken', isOn: true, jobIds: ['x'] };
    assert.deepEqual(checkMarkEntry(mark), mark);
    assert.equal(checkMarkEntry({ ...mark, jobIds: [] }), undefined);
    assert.equal(checkMarkEntry({ ...mark, mark: 'shiny' }), undefined);
  });
});

describe('a note', () => {
  it('is kept as typed, on one line, and absent if it is empty', () => {
    assert.equal(noteOf(' broken\n image,  asked Ada '), 'broken image, asked Ada');
    assert.equal(noteOf(' \t'), undefined);
  });

  it('is refused above the limit, by what is stored of it', () => {
    assert.equal(noteProblem(`  ${'x'.repeat(500)}  `), undefined);
    assert.equal(noteProblem('x'.repeat(501)), 'A note is limited to 500 characters.');
  });

  it('is read back from a log, absent in entries of earlier versions', () => {
    const entry = anAction({ note: 'broken image' });
    assert.deepEqual(checkActionEntry(JSON.parse(JSON.stringify(entry))), entry);
    const { note: _, ...earlier } = anAction();
    assert.deepEqual(checkActionEntry(earlier), anAction());
  });

  it('does not cost the entry if it is invalid', () => {
    for (const note of ['x'.repeat(501), 7, {}, null]) {
      assert.deepEqual(checkActionEntry({ ...anAction(), note }), anAction());
    }
  });

  it('is in the export and in the text', () => {
    const noted = [anAction({ note: '=1+1' }), anAction()];
    const [head, ...rows] = readCsv([...exportActions(noted, 'csv')].join(''));
    const column = head?.indexOf('Note') ?? -1;
    assert.deepEqual(
      rows.map(row => row[column]),
      ["'=1+1", ''],
    );
    assert.match([...exportActions(noted, 'jsonl')].join(''), /"note":"=1\+1"/);
    assert.match(historyReport(noted), /^.* {2}Note: =1\+1\n[^N]*\n$/);
  });
});

describe('SimulatedExecutor', () => {
  const executor = new SimulatedExecutor();

  it('describes what would happen, and that it is simulated', async () => {
    const job = aJob({ jobName: 'ingest-1', jobId: 'id-1', status: 'FAILED' });
    assert.deepEqual(await executedAlone(executor, 'retry', job), {
      outcome: 'done',
      detail:
        'Simulated: would submit job ingest-1 to queue orchestrator-repair-ingest-standard-pre with definition storage-pre-v2:129.',
    });
    assert.deepEqual(await executedAlone(executor, 'abort', { ...job, status: 'RUNNING' }), {
      outcome: 'done',
      detail: 'Simulated: would terminate job ingest-1 (id-1), which is RUNNING.',
    });
  });

  it('has placeholders for values that a job lacks', async () => {
    const job = aJob({ jobName: '', jobId: 'id-1', jobQueue: '', jobDefinition: '', status: '' });
    const { detail } = await executedAlone(executor, 'retry', job);
    assert.equal(detail, 'Simulated: would submit job id-1 to queue – with definition –.');
  });
});
