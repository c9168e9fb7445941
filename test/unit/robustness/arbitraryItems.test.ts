import assert from 'node:assert/strict';
import { TimeZone } from '../../../src/core/base/timeZone';
import fc from 'fast-check';
import { columnIds, type Sort } from '../../../src/core/filter/columns';
import { exportRows } from '../../../src/core/export/exportRows';
import type { ExportFormat } from '../../../src/core/export/exportLayout';
import type { Job } from '../../../src/core/job/job';
import { noFilter, type JobFilter } from '../../../src/core/filter/jobFilter';
import { groupingIds } from '../../../src/core/tree/jobGrouping';
import { jobOf } from '../../../src/core/job/jobItem';
import { JobQueries } from '../../../src/core/query/jobQueries';
import { JobStore } from '../../../src/core/store/jobStore';
import { JobTree } from '../../../src/core/tree/jobTree';
import type { ViewResult } from '../../../src/core/query/viewResult';
import { perFacet } from '../../../src/core/filter/facets';
import type { Charts } from '../../../src/core/query/chartCounts';
import { RowTaskTypes } from '../../../src/core/store/rowTaskTypes';
import { searchProblem } from '../../../src/core/filter/searchLimits';
import { supersedes } from '../../../src/core/job/sequence';
import { JobSnapshot } from '../../../src/core/store/jobSnapshot';
import { defaultTaskTypeRules } from '../../../src/core/job/taskType';
import { TaskTypes } from '../../../src/core/job/taskTypes';
import { timelineOf } from '../../../src/core/job/timeline';
import { unreadableItemsReport } from '../../../src/core/diagnostics/unreadableItemsReport';
import type { RawItem } from '../../../src/data/table/jobTable';
import { ReadPass } from '../../../src/data/feed/readPass';
import { checkToPage } from '../../../src/protocol/messages';
import { detailsOf } from '../../../src/ui/dashboard/jobDetails';
import { displayedRow } from '../../../src/ui/dashboard/jobRow';
import { tooltipFacts } from '../../../src/ui/jobsView/tooltipFacts';
import { finish } from '../../local/process/finish';
import { anyItem } from '../../support/builders/arbitraryItems';
import { defaultStuckLimits } from '../../../src/core/job/stuckJobs';
import { naiveCharts } from '../../support/oracles/naiveCharts';
import { naiveQuery } from '../../support/oracles/naiveQuery';
import { NaiveTree } from '../../support/oracles/naiveTree';
import { readCsv } from '../../support/oracles/readCsv';

/** In all; `ROBUSTNESS_ITEMS` makes it more. */
const items = Number(process.env['ROBUSTNESS_ITEMS'] ?? 100_000);
const perRun = 500;
const now = Date.UTC(2026, 10, 24);

const noMarks = { isBroken: false, isStuck: false, isAcknowledged: false };

/** What a store must hold, worked out in the simplest way. */
class NaiveStore {
  readonly jobs = new Map<string, Job>();
  private seen = new Set<string>();

  begin(): void {
    this.seen = new Set();
  }

  take(job: Job): void {
    const { jobId } = job;
    const known = this.jobs.get(jobId);
    const over = now - (job.expiresAt ?? Infinity) * 1_000;
    const isExpired = over >= 0 && over < 5 * 365 * 86_400_000;
    this.seen.add(jobId);
    // An earlier state that was written later by more than clocks differ: deleted and written again.
    const isRewritten = (job.updatedAt ?? NaN) - (known?.updatedAt ?? NaN) > 2_000;
    if (known && supersedes(known, job) && !supersedes(job, known) && !isRewritten) {
      return;
    }
    if (isExpired) {
      this.jobs.delete(jobId);
    } else {
      this.jobs.set(jobId, job);
    }
  }

  end(): void {
    for (const jobId of this.jobs.keys()) {
      if (!this.seen.has(jobId)) {
        this.jobs.delete(jobId);
      }
    }
  }
}

class Product {
  readonly store = new JobStore();
  readonly taskTypes = new TaskTypes(defaultTaskTypeRules);
  readonly queries = new JobQueries(this.store, this.taskTypes);
  private readonly naive = new NaiveStore();

  /** A complete read of a table. */
  read(table: readonly RawItem[]): void {
    const told: string[] = [];
    const round = new ReadPass({
      store: this.store,
      warn: message => told.push(message),
      now: () => now,
    });
    this.naive.begin();
    for (let start = 0; start < table.length; start += 100) {
      round.apply({ items: table.slice(start, start + 100), readUnits: 1 });
    }
    this.store.removeUnseen(round.mark);
    let malformed = 0;
    const damaged = new Map<string, readonly string[]>();
    let warnings = 0;
    for (const item of table) {
      const read = jobOf(item);
      if (read.ok) {
        this.naive.take(read.job);
        const isDamaged = read.ignored.length > 0;
        warnings += Number(isDamaged);
        if (isDamaged) {
          damaged.set(read.job.jobId, read.ignored);
        } else {
          damaged.delete(read.job.jobId);
        }
        // What is left out is named, and nothing else is.
        for (const name of read.ignored) {
          assert(item[name] !== undefined && item[name] !== null);
        }
      } else {
        malformed++;
        const { jobId } = item;
        assert(typeof jobId !== 'string' || jobId === '');
      }
    }
    this.naive.end();
    assert.equal(round.items, table.length);
    assert.equal(round.malformed, malformed);
    assert.equal(told.length, Math.min(21, malformed + warnings));
    const unread = round.unreadItems(true);
    assert.equal(unread.items.length, malformed);
    assert.deepEqual(new Map(unread.damaged), damaged);
    const report = unreadableItemsReport({ table: 'Jobs', malformed, ...unread }) ?? '';
    // One line each, whatever is in them.
    const listed = report.split('\n').filter(line => line.startsWith('  '));
    assert.equal(listed.length, malformed + damaged.size);
    const inOrder = (jobs: Iterable<Job>): Job[] =>
      [...jobs].sort((a, b) => (a.jobId < b.jobId ? -1 : 1));
    assert.deepEqual(inOrder(this.store.jobs()), inOrder(this.naive.jobs.values()));
  }

  ask(search: JobFilter, sort: Sort): void {
    const query = this.queries.open(search, sort, now);
    const result = finish(query.update());
    const known = [...this.store.jobs()];
    const { matching, statistics, facets, jobs } = result;
    assert.deepEqual(
      { matching, statistics, facets, jobs: jobs(0, matching) },
      naiveQuery(known, this.taskTypes.of, search, sort, now),
    );
    const charts = finish(query.charts(new TimeZone('UTC'), 0));
    assert.deepEqual(
      charts.outcomes,
      naiveCharts(jobs(0, matching), this.taskTypes.of, charts.outcomes).outcomes,
    );
    this.show(result, charts);
    this.exportAll(result);
    query.dispose();
  }

  /** Everything that goes to the page passes its check and can be posted. */
  private show(result: ViewResult, charts: Charts): void {
    const { matching, statistics, unresolved, stuck, facets, jobs } = result;
    const rows = Array.from(result.rows, row =>
      displayedRow(this.store.rows, row, this.taskTypes.of),
    );
    const accepted = (message: Record<string, unknown>): void => {
      const posted: unknown = structuredClone(message);
      const checked = checkToPage(JSON.parse(JSON.stringify(posted)));
      assert(checked.ok, checked.ok ? '' : checked.reason);
      assert.deepEqual(checkToPage(posted), { ok: true, message: posted });
    };
    accepted({ type: 'rows', id: 1, start: 0, rows });
    accepted({
      type: 'result',
      id: 1,
      matching,
      statistics: { ...statistics, unresolved, stuck, byStatus: [...statistics.byStatus] },
      facets: perFacet(key => [...facets[key]]),
    });
    accepted({ type: 'charts', id: 1, ...charts });
    for (const job of jobs(0, 20)) {
      const taskType = this.taskTypes.of(job);
      const details = detailsOf(job, taskType, () => true);
      const actionState = {
        broken: false,
        acknowledged: false,
        disabledReasons: {},
        recentActions: [],
        earlierActions: 0,
      };
      accepted({ type: 'details', jobId: job.jobId, details, actionState });
      timelineOf(details.times, [], now);
      const facts = tooltipFacts(job, taskType, noMarks, now);
      assert(facts.every(({ text }) => text.length <= 1_100));
    }
  }

  private exportAll({ matching, rows, jobs }: ViewResult): void {
    const text = (format: ExportFormat): string => {
      const settled = new JobSnapshot(this.store, rows.slice(0, matching));
      const chunks = [...exportRows(settled, format, this.taskTypes.of)];
      settled.dispose();
      return chunks.map(chunk => chunk.text).join('');
    };
    const [head, ...lines] = readCsv(text('csv'));
    assert.equal(lines.length, matching);
    assert(lines.every(cells => cells.length === head?.length));
    assert(lines.flat().every(cell => !/^\s*[=+\-@\t\r\n]/.test(cell) || /^-\d/.test(cell)));
    const ids = jobs(0, matching).map(({ jobId }) => jobId);
    const idsIn = (found: unknown): string[] =>
      (found as { jobId: string }[]).map(({ jobId }) => jobId);
    assert.deepEqual(idsIn(JSON.parse(text('json'))), ids);
    const jsonLines = text('jsonl').split('\n').slice(0, -1);
    assert.deepEqual(idsIn(jsonLines.map(line => JSON.parse(line) as unknown)), ids);
  }

  growTrees(): void {
    const known = [...this.store.jobs()];
    const context = {
      taskTypeOf: this.taskTypes.of,
      isAcknowledged: () => false,
      isStuck: () => false,
    };
    const taskTypes = new RowTaskTypes(this.store.rows, this.taskTypes.of);
    for (const grouping of groupingIds) {
      const tree = new JobTree(
        this.store.rows,
        taskTypes,
        grouping,
        { groups: 1e6, jobs: 1e6 },
        { stuckLimits: defaultStuckLimits, now: Date.now() },
      );
      const query = this.queries.open(noFilter, { column: 'timestamp', direction: 'descending' });
      finish(query.follow(tree));
      finish(tree.settle());
      const naive = new NaiveTree(known, grouping, context);
      const { groups, more } = tree.groups([]);
      const figures = (all: readonly { path: readonly string[]; count: number }[]): string[] =>
        all.map(({ path, count }) => JSON.stringify([path, count])).sort();
      assert.equal(more, 0);
      assert.deepEqual(figures(groups), figures(naive.groups()));
      const listed = groups.flatMap(({ path }) => {
        const below = tree.groups(path).groups.map(group => group.path);
        return (below.length > 0 ? below : [path]).flatMap(leaf => finish(tree.jobs(leaf)));
      });
      assert.deepEqual(
        listed.map(({ jobId }) => jobId).sort(),
        known.map(({ jobId }) => jobId).sort(),
      );
      query.dispose();
    }
  }
}

describe(`${items.toLocaleString('en')} arbitrary items`, function () {
  this.timeout(600_000);

  it('are read, stored, grouped, found, shown and exported without a loss', () => {
    const someSort = fc.record({
      column: fc.constantFrom(...columnIds),
      direction: fc.constantFrom('ascending' as const, 'descending' as const),
    });
    const someSearch = fc.record({
      text: fc.constantFrom('', 'a', 'job-1', 'x', '\ud800'),
      statuses: fc.constantFrom([], ['FAILED'], ['']),
      regions: fc.constantFrom([], [''], ['eu-west-1']),
    });
    const table = (length: number) => fc.array(anyItem, { minLength: length, maxLength: length });
    let tried = 0;
    fc.assert(
      fc.property(
        table(perRun * 0.6),
        table(perRun * 0.4),
        fc.array(fc.tuple(someSearch, someSort), { minLength: 2, maxLength: 2 }),
        (first, second, questions) => {
          tried += first.length + second.length;
          const product = new Product();
          product.read(first);
          product.read([...first.slice(100), ...second]);
          product.growTrees();
          for (const [search, sort] of questions) {
            product.ask({ ...noFilter, ...search }, sort);
          }
        },
      ),
      { numRuns: Math.ceil(items / perRun), endOnFailure: true },
    );
    assert(tried >= items, `${tried} items`);
  });

  it('produce a result or an error in the dashboard for any search', () => {
    const product = new Product();
    product.read(fc.sample(anyItem, { numRuns: 500, seed: 8 }));
    const part = fc.constantFrom(
      ...['status:', 'type:', 'exit:', 'age:', 'duration:', 'is:', '-', '"', '<', '>', '2h'],
      ...['reason:', ' ', '137', 'stuck', 'failed', 'media:', '\\', '*', '(', '[a-z]+', '=', ','],
    );
    const text = fc.oneof(
      fc.array(part, { maxLength: 8 }).map(parts => parts.join('')),
      fc.string(),
    );
    fc.assert(
      fc.property(text, search => {
        const query = product.queries.open(
          { ...noFilter, text: search },
          { column: 'jobName', direction: 'ascending' },
          now,
        );
        const { matching } = finish(query.update());
        assert(matching <= product.store.size);
        query.dispose();
        assert.notEqual(searchProblem(search), '');
      }),
      { numRuns: 3_000 },
    );
  });
});
