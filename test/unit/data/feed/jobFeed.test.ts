import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import type { Identity } from '../../../../src/core/aws/identity';
import { UserError } from '../../../../src/core/diagnostics/errors';
import { JobStore } from '../../../../src/core/store/jobStore';
import type { Connection } from '../../../../src/data/config/connection';
import type { FeedState } from '../../../../src/data/feed/feedState';
import { JobFeed, type FinishedRead } from '../../../../src/data/feed/jobFeed';
import { TableSource } from '../../../../src/data/feed/tableSource';
import { unknownShape } from '../../../../src/data/table/tableShape';
import { FakeTable } from '../../../support/fakes/fakeTable';

const connection: Connection = {
  tableName: 'Jobs',
  region: 'eu-west-1',
  profile: undefined,
  endpoint: undefined,
};

const items = (...ids: string[]) => ids.map(jobId => ({ jobId, status: 'RUNNING' }));

describe('JobFeed', () => {
  let store: JobStore;
  let tables: FakeTable[];
  let opened: Connection[];
  let warnings: string[];
  let feed: JobFeed;
  let states: FeedState[];
  let reads: FinishedRead[];
  let now: number;
  let ticks: number;

  beforeEach(() => {
    store = new JobStore();
    tables = [new FakeTable()];
    opened = [];
    warnings = [];
    states = [];
    reads = [];
    now = 1_000_000;
    ticks = 0;
    feed = new JobFeed(connection, {
      store,
      openSource: opening => {
        opened.push(opening);
        const table = tables[Math.min(opened.length, tables.length) - 1];
        assert(table);
        return Promise.resolve(new TableSource(table));
      },
      warn: message => warnings.push(message),
      now: () => now,
      ticks: () => ticks,
    });
    feed.onDidChangeState(state => states.push(state));
    feed.onDidRead(read => reads.push(read));
  });

  const table = (): FakeTable => {
    const [first] = tables;
    assert(first);
    return first;
  };
  const ids = (): string[] => [...store.jobs()].map(({ jobId }) => jobId);

  it('ignores an outdated response for the previous table', async () => {
    const next = new FakeTable([items('b')]);
    tables.push(next);
    let tell: (isOutdated: boolean) => void = () => undefined;
    const isOutdated = () => new Promise<boolean>(resolve => (tell = resolve));
    Object.assign(table(), { isOutdated });
    const before = feed.refresh();
    await turn();
    feed.connect({ ...connection, tableName: 'Other' });
    const after = feed.refresh();
    tell(true);
    assert.equal(await before, false);
    assert.equal(await after, true);
    assert.equal(next.closed, false);
    assert.equal(opened.length, 2);
    assert.deepEqual(ids(), ['b']);
  });

  it('discards pending items when it switches to another table', async () => {
    let given: AbortSignal | undefined;
    table().getItem = (_?: string, signal?: AbortSignal) => {
      given = signal;
      return new Promise(() => undefined);
    };
    void feed.getItem('a');
    await Promise.resolve();
    assert.equal(given?.aborted, false);
    feed.connect({ ...connection, tableName: 'Other' });
    assert.equal(given.aborted, true);
  });

  it('opens the table anew for a read after it could not be opened for an item', async () => {
    let isDown = true;
    const feed = new JobFeed(connection, {
      store,
      openSource: () =>
        isDown
          ? Promise.reject(new Error('no profile'))
          : Promise.resolve(new TableSource(table())),
      warn: message => warnings.push(message),
      now: () => now,
    });
    await assert.rejects(feed.getItem('a'), /no profile/);
    isDown = false;
    assert.equal(await feed.refresh(), true);
    feed.dispose();
  });

  it('sends no request before it is started', () => {
    assert.deepEqual(opened, []);
    assert.equal(feed.state.load.phase, 'idle');
  });

  it('hides jobs whose time to live has passed, immediately and when it passes', async () => {
    const expiring = (jobId: string, expiresAt: number) => ({ jobId, status: 'FAILED', expiresAt });
    table().pages = [[...items('a'), expiring('gone', 999), expiring('soon', 1_050)]];
    await feed.refresh();
    assert.deepEqual(ids(), ['a', 'soon']);
    now = 1_050_000;
    await feed.refresh();
    assert.deepEqual(ids(), ['a']);
  });

  it('adds jobs to the store page by page and reports its progress', async () => {
    table().pages = [items('a', 'b'), items('c')];
    assert.equal(await feed.refresh(), true);
    assert.deepEqual(ids(), ['a', 'b', 'c']);
    assert.deepEqual(
      states.map(({ load }) => ('loaded' in load ? `${load.phase} ${load.loaded}` : load.phase)),
      ['loading 0', 'loading 0', 'loading 2', 'loading 3', 'ready'],
    );
    assert.equal(feed.state.updatedAt, 1_000_000);
    assert.equal(feed.state.readUnits, 4);
    assert.deepEqual(reads, [{ kind: 'scan', items: 3, pages: 2, readUnits: 4, ms: 0 }]);
  });

  it('counts the cost of a read that did not finish', async () => {
    table().pages = [items('a'), items('b'), new Error('cut off')];
    await feed.refresh();
    assert.equal(feed.state.sessionUnits, 4);
    assert.equal(feed.state.readUnits, undefined, 'the last read that went well');
    assert.deepEqual(reads, []);
  });

  it('shares one read among concurrent callers', async () => {
    table().pages = [items('a')];
    await Promise.all([feed.refresh(), feed.refresh()]);
    assert.equal(table().scans, 1);
    await feed.refresh();
    assert.equal(table().scans, 2);
    assert.equal(opened.length, 1, 'the table is opened once');
  });

  it('removes jobs that a complete read no longer finds', async () => {
    table().pages = [items('a', 'b')];
    await feed.refresh();
    table().pages = [items('b')];
    await feed.refresh();
    assert.deepEqual(ids(), ['b']);
  });

  it('keeps its jobs when a read fails midway, and starts over next time', async () => {
    table().pages = [items('a', 'b')];
    await feed.refresh();
    const error = new UserError('throttled', 'Throttled.', 'Wait.');
    table().pages = [items('b', 'c'), error];
    assert.equal(await feed.refresh(), false);
    assert.deepEqual(ids(), ['a', 'b', 'c']);
    assert.deepEqual(feed.state.load, { phase: 'failed', error });
    assert.equal(feed.state.updatedAt, 1_000_000, 'the age of the last good data stays known');
    assert.equal(table().closed, true);
    table().pages = [items('b')];
    assert.equal(await feed.refresh(), true);
    assert.equal(opened.length, 2);
    assert.deepEqual(ids(), ['b']);
  });

  it('knows when a read last found a change, and when one was last throttled', async () => {
    table().pages = [items('a')];
    await feed.refresh();
    now += 1;
    await feed.refresh();
    const { updatedAt, changedAt, throttledAt } = feed.state;
    assert.deepEqual([updatedAt, changedAt, throttledAt], [now, now - 1, undefined]);
    table().pages = [new UserError('throttled', 'Throttled.', 'Wait.')];
    await feed.refresh();
    assert.equal(feed.state.throttledAt, now);
    table().pages = [new UserError('network', 'No connection.', 'Wait.')];
    now += 1;
    await feed.refresh();
    assert.equal(feed.state.throttledAt, now - 1);
  });

  it('explains an unexpected error', async () => {
    table().pages = [new TypeError('boom')];
    await feed.refresh();
    assert(feed.state.load.phase === 'failed');
    assert.match(feed.state.load.error.message, /Could not read the jobs: boom/);
    assert.notEqual(feed.state.load.error.remedy, '');
  });

  it('counts and lists malformed items, and reads the rest', async () => {
    table().pages = [
      [{ status: 'FAILED' }, { jobId: 'a', status: 7, startedAt: [] }, ...items('b')],
    ];
    await feed.refresh();
    assert.deepEqual(ids(), ['a', 'b']);
    assert.equal(feed.state.malformed, 1);
    assert.deepEqual(warnings, [
      'an item is not a job: jobId is missing, not a string',
      'job a: ignored attributes of the wrong type: startedAt',
    ]);
  });

  it('lists unreadable items, and distinguishes similar ones', async () => {
    table().pages = [
      [
        { status: 'FAILED', jobName: 'a\nb', attempts: [1], exitCode: null, sequence: 2n ** 60n },
        { jobId: 'a', startedAt: [], exitCode: {} },
        ...items('b'),
      ],
    ];
    await feed.refresh();
    assert.deepEqual(feed.state.unread, {
      items: [
        '{ status: "FAILED", jobName: "a b", attempts: […], exitCode: null, sequence: 1152921504606846976 }',
      ],
      damaged: new Map([['a', ['startedAt', 'exitCode']]]),
      hasMoreDamaged: false,
    });
  });

  it('limits its lists, and reports that', async () => {
    const damaged = (index: number) => ({ jobId: `job-${index}`, attempts: [] });
    table().pages = [Array.from({ length: 10_001 }, (_, index) => damaged(index)), [{}], [{}]];
    table().pages.push(Array.from({ length: 500 }, () => ({})));
    await feed.refresh();
    const { items: listed, damaged: jobs, hasMoreDamaged } = feed.state.unread;
    assert.deepEqual([listed.length, jobs.size, hasMoreDamaged], [200, 10_000, true]);
    assert.equal(feed.state.malformed, 502);
  });

  it('does not flood the log with malformed items', async () => {
    table().pages = [Array.from({ length: 500 }, () => ({}))];
    await feed.refresh();
    assert.equal(feed.state.malformed, 500);
    assert.equal(warnings.length, 21);
  });

  it('restores its state when a read is canceled', async () => {
    table().pages = [items('a')];
    await feed.refresh();
    let release: () => void = () => assert.fail('not reading');
    table().pages = [items('b'), new Promise<void>(resolve => (release = resolve))];
    const reading = feed.refresh();
    await new Promise(resolve => setImmediate(resolve));
    feed.cancel();
    release();
    assert.equal(await reading, false);
    assert.equal(feed.state.load.phase, 'ready');
    assert.deepEqual(ids(), ['a', 'b'], 'nothing is removed by an incomplete read');
  });

  it('never mixes the jobs of two tables', async () => {
    let release: () => void = () => assert.fail('not reading');
    table().pages = [
      items('old-1'),
      new Promise<void>(resolve => (release = resolve)),
      items('old-2'),
    ];
    tables.push(new FakeTable([items('new')]));
    const reading = feed.refresh();
    await new Promise(resolve => setImmediate(resolve));
    assert.deepEqual(ids(), ['old-1']);
    feed.connect({ ...connection, tableName: 'Other' });
    assert.deepEqual(ids(), []);
    release();
    assert.equal(await reading, false);
    assert.equal(await feed.refresh(), true);
    assert.deepEqual(ids(), ['new']);
    assert.equal(feed.state.connection.tableName, 'Other');
    assert.equal(table().closed, true);
  });

  it('contains the new table as soon as the old jobs are gone', async () => {
    table().pages = [items('a')];
    tables.push(new FakeTable([items('a')]));
    await feed.refresh();
    store.onDidChange(() => void feed.getItem('a'));
    feed.connect({ ...connection, tableName: 'Other' });
    await feed.refresh();
    assert.deepEqual(
      opened.map(({ tableName }) => tableName),
      ['Jobs', 'Other'],
    );
  });

  describe('on a table with index "changes"', () => {
    const at = (jobId: string, updatedAt: number, status = 'RUNNING') => ({
      jobId,
      status,
      updatedAt,
      shard: '0',
    });
    const hour = 3_600_000;

    beforeEach(() => {
      table().tableShape = { index: 'complete', sizeBytes: 0 };
      table().pages = [[at('a', 500_000), at('b', 400_000)]];
    });

    it('loads through the index, then reads only recent changes', async () => {
      await feed.refresh();
      table().pages = [[at('a', 510_000, 'FAILED')]];
      await feed.refresh();
      await feed.refresh();
      assert.equal(table().scans, 0);
      now += 15_000;
      await feed.refresh();
      assert.deepEqual(table().since, [undefined, 440_000, 440_000, 507_000, 450_000]);
      assert.deepEqual(
        [...store.jobs()].map(job => [job.jobId, job.status]),
        [
          ['a', 'FAILED'],
          ['b', 'RUNNING'],
        ],
        'what an increment does not bring is not gone',
      );
    });

    it('distinguishes the cost of a complete read, a change and the session', async () => {
      await feed.refresh();
      assert.equal(feed.state.completeUnits, 6, 'a look at the first items, and the index twice');
      assert.equal(feed.state.changesUnits, undefined);
      assert.equal(feed.state.followsChanges, true);
      await feed.refresh();
      const { completeUnits, changesUnits, readUnits, sessionUnits } = feed.state;
      assert.deepEqual([completeUnits, changesUnits, readUnits, sessionUnits], [6, 2, 2, 8]);
      assert.deepEqual(
        reads.map(({ kind, items: count, pages }) => [kind, count, pages]),
        [
          ['index', 4, 2],
          ['changes', 2, 1],
        ],
      );
    });

    it('finds deletions once an hour', async () => {
      await feed.refresh();
      table().pages = [[at('a', 500_000)]];
      now += hour - 1;
      await feed.refresh();
      assert.deepEqual(ids(), ['a', 'b']);
      now += 1;
      await feed.refresh();
      assert.deepEqual(ids(), ['a']);
      assert.deepEqual(table().since, [undefined, 440_000, 440_000, undefined, 440_000]);
    });

    it('scans first if the index lacks old items, then follows the index', async () => {
      table().tableShape = { index: 'partial', sizeBytes: 0 };
      table().pages = [[at('a', 500_000), { jobId: 'old' }]];
      await feed.refresh();
      await feed.refresh();
      assert.equal(table().scans, 1);
      assert.deepEqual(table().since, [440_000]);
      assert.deepEqual(ids(), ['a', 'old']);
    });

    it('trusts its reads more than outdated counts: an item without its shard requires a scan', async () => {
      table().pages = [[at('a', 500_000), { jobId: 'old' }]];
      await feed.refresh();
      assert.equal(table().scans, 1);
      assert.equal(feed.state.shape?.index, 'partial');
      assert.deepEqual(ids(), ['a', 'old']);
    });

    it('keeps a job that moved within the index during the read', async () => {
      await feed.refresh();
      now += hour;
      const moved = at('b', 900_000);
      const [first] = table().pages as [ReturnType<typeof at>[]];
      table().answers = [[first.slice(0, 1)], [[moved]]];
      await feed.refresh();
      assert.deepEqual(ids(), ['a', 'b']);
      assert.equal(store.get('b')?.updatedAt, 900_000);
    });

    it('rereads as far back as the last read took', async () => {
      Object.defineProperty(table(), 'pages', {
        get: () => {
          now += 90_000;
          return [[at('a', 500_000)]];
        },
      });
      await feed.refresh();
      await feed.refresh();
      const last = table().since.at(-1) ?? 0;
      assert(last <= 500_000 - 60_000 - 90_000, `read since ${last}`);
    });

    describe('with a clock that is changed during the read', () => {
      /** What happens while the table answers the next read. */
      const meanwhile = (act: () => void): void => {
        Object.defineProperty(table(), 'pages', {
          configurable: true,
          get: () => {
            act();
            return [[at('a', 500_000), at('b', 400_000)]];
          },
        });
      };
      const sinceOfNext = async (): Promise<number> => {
        meanwhile(() => undefined);
        await feed.refresh();
        return table().since.at(-1) ?? 0;
      };

      it('rereads as far back as the read took, even if the clock was set back further', async () => {
        meanwhile(() => {
          now -= hour;
          ticks += 90_000;
        });
        now += hour;
        await feed.refresh();
        assert((await sinceOfNext()) <= 500_000 - 60_000 - 90_000);
      });

      it('never starts after the newest change in the table, however much the clock is off', async () => {
        for (const jump of [-24 * hour, -hour, -1, 1, hour, 24 * hour]) {
          feed.expectDeletions();
          meanwhile(() => (now += jump));
          await feed.refresh();
          assert((await sinceOfNext()) <= 440_000, `by ${jump}`);
        }
      });
    });

    for (const [name, error] of [
      ['an hour fast', hour],
      ['an hour slow', -hour],
    ] as const) {
      it(`misses no change with a clock that is ${name}`, async () => {
        // What the clocks of the table's writers say.
        let tableTime = 10 * hour;
        const written = new Map<string, ReturnType<typeof at>>();
        const write = (jobId: string): void => void written.set(jobId, at(jobId, tableTime));
        table().changedPages = async function* (_: AbortSignal, since = -Infinity) {
          await Promise.resolve();
          const found = [...written.values()].filter(({ updatedAt }) => updatedAt >= since);
          yield { items: found, readUnits: 1 };
        };
        const pass = (ms: number): void => {
          tableTime += ms;
          now = tableTime + error;
        };
        write('first');
        pass(1_000);
        for (let round = 0; round < 500; round++) {
          write(`job-${round}`);
          pass(5_000);
          await feed.refresh();
          assert.equal(store.size, round + 2, `round ${round}`);
        }
      });
    }

    it('finds deletions even after the clock was set back', async () => {
      now += 24 * hour;
      await feed.refresh();
      now -= 24 * hour;
      table().pages = [[at('a', 500_000)]];
      await feed.refresh();
      assert.deepEqual(ids(), ['a']);
    });

    it('restores a job whose time to live had not passed, after the clock was corrected', async () => {
      const expiring = { ...at('c', 450_000), expiresAt: 10_000 };
      table().pages = [[at('a', 500_000), expiring]];
      await feed.refresh();
      now += 5 * hour;
      await feed.refresh();
      assert.deepEqual(ids(), ['a']);
      now -= 5 * hour;
      await feed.refresh();
      assert.deepEqual(ids().toSorted(), ['a', 'c']);
    });

    it('is not confused by a timestamp in the future', async () => {
      table().pages = [[at('a', 9_000_000)]];
      await feed.refresh();
      await feed.refresh();
      assert.equal(table().since.at(-1), 940_000);
    });

    it('stays live through a due complete read and through a failure', async () => {
      assert.equal(feed.state.followsChanges, false);
      await feed.refresh();
      assert.equal(feed.state.followsChanges, true);
      now += 2 * hour;
      assert.equal(feed.state.followsChanges, true);
      table().pages = [new Error('blip')];
      await feed.refresh();
      assert.equal(feed.state.followsChanges, true);
      feed.connect({ ...connection, tableName: 'Other' });
      assert.equal(feed.state.followsChanges, false);
    });

    it('follows items that become damaged or are fixed', async () => {
      const damaged = (): string[] => [...feed.state.unread.damaged.keys()].toSorted();
      table().pages = [[{ ...at('a', 500_000), exitCode: [] }, at('b', 400_000)]];
      await feed.refresh();
      assert.deepEqual(damaged(), ['a']);
      table().pages = [[{ ...at('b', 510_000), exitCode: {} }]];
      await feed.refresh();
      assert.deepEqual(damaged(), ['a', 'b']);
      const { unread } = feed.state;
      table().pages = [[]];
      await feed.refresh();
      assert.equal(feed.state.unread, unread, 'nothing is copied when nothing changed');
      table().pages = [[at('a', 520_000)]];
      await feed.refresh();
      assert.deepEqual(damaged(), ['b']);
    });

    it('finds deletions immediately when expected', async () => {
      await feed.refresh();
      table().pages = [[at('a', 500_000)]];
      feed.expectDeletions();
      await feed.refresh();
      assert.deepEqual(ids(), ['a']);
    });

    it('reads the table description again after a failure, in case the index is gone', async () => {
      await feed.refresh();
      table().pages = [new Error('no such index')];
      assert.equal(await feed.refresh(), false);
      table().tableShape = unknownShape;
      table().pages = [items('a')];
      assert.equal(await feed.refresh(), true);
      assert.equal(table().scans, 1);
    });
  });

  describe('and the AWS identity', () => {
    const jane: Identity = { account: '123456789012', arn: 'arn:aws:iam::123456789012:user/jane' };
    const john: Identity = { account: '210987654321', arn: 'arn:aws:iam::210987654321:user/john' };
    /** Reads do not wait for it. */
    const settled = () => new Promise(resolve => setImmediate(resolve));

    it('is requested once per table, after the first read', async () => {
      table().caller = jane;
      assert.equal(table().identities, 0);
      await feed.refresh();
      await feed.refresh();
      await settled();
      assert.equal(table().identities, 1);
      assert.deepEqual(feed.state.identity, jane);
    });

    it('is not requested for a table that cannot be read', async () => {
      table().pages = [new Error('denied')];
      await feed.refresh();
      await settled();
      assert.equal(table().identities, 0);
      assert.equal(feed.state.identity, undefined);
    });

    it('is optional, and not requested again if it fails', async () => {
      table().pages = [items('a')];
      table().caller = new Error('no STS here');
      assert.equal(await feed.refresh(), true);
      assert.equal(await feed.refresh(), true);
      await settled();
      assert.equal(table().identities, 1);
      assert.equal(feed.state.identity, undefined);
      assert.equal(feed.state.load.phase, 'ready');
      assert.deepEqual(ids(), ['a']);
      assert.deepEqual(warnings, []);
    });

    it('is requested for each table, and never shown for another one', async () => {
      const other = new FakeTable();
      tables.push(other);
      table().caller = jane;
      other.caller = john;
      await feed.refresh();
      // Before the answer is there.
      feed.connect({ ...connection, tableName: 'Other' });
      await settled();
      assert.equal(feed.state.identity, undefined);
      await feed.refresh();
      await settled();
      assert.deepEqual(feed.state.identity, john);
      assert.equal(other.identities, 1);
    });
  });

  describe('and changed AWS files', () => {
    it('starts over with the next read, and requests the identity again', async () => {
      const other = new FakeTable([items('b')]);
      tables.push(other);
      table().pages = [items('a')];
      await feed.refresh();
      await feed.refresh();
      assert.equal(opened.length, 1);
      table().outdated = true;
      assert.equal(await feed.refresh(), true);
      await new Promise(resolve => setImmediate(resolve));
      assert.equal(opened.length, 2);
      assert.deepEqual(opened[1], connection);
      assert.equal(table().closed, true);
      assert.equal(other.closed, false);
      assert.deepEqual(ids(), ['b']);
      assert.deepEqual([table().identities, other.identities], [1, 1]);
    });
  });
});
