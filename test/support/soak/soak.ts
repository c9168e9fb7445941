import { setTimeout as delay } from 'node:timers/promises';
import { DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import { recordJobEvent } from '../../../lambda/recordJobEvent';
import { Emitter } from '../../../src/core/base/emitter';
import { JobQueries } from '../../../src/core/query/jobQueries';
import { noFilter } from '../../../src/core/filter/jobFilter';
import { JobStore } from '../../../src/core/store/jobStore';
import type { Attention } from '../../../src/core/polling/pollingPolicy';
import { Poller } from '../../../src/core/polling/poller';
import { defaultTaskTypeRules } from '../../../src/core/job/taskType';
import { TaskTypes } from '../../../src/core/job/taskTypes';
import { defaultTimeouts, type Timeouts } from '../../../src/data/credentials/clients';
import type { Connection } from '../../../src/data/config/connection';
import { DynamoDbTable } from '../../../src/data/table/dynamoDbTable';
import { isHalted } from '../../../src/data/feed/feedState';
import { JobFeed } from '../../../src/data/feed/jobFeed';
import { TableSource } from '../../../src/data/feed/tableSource';
import { Random } from '../../../src/sample/random';
import type { UserAttention } from '../../../src/ui/polling/userAttention';
import { RefreshRate } from '../../../src/ui/polling/refreshRate';
import type { Settings } from '../../../src/ui/connection/settings';
import { scaled } from '../../local/process/slowness';
import { createJobsTable } from '../../local/dynamodb/table';
import { until } from '../../local/process/until';
import { emulatorClient } from '../emulators/emulators';
import { FaultProxy } from '../emulators/faults/faultProxy';
import * as faults from '../emulators/faults/faults';
import type { Fault } from '../emulators/faults/faults';
import { EmittedEvents } from './emittedEvents';
import { compareWithTable, type Comparison } from './independentRead';
import { activeResources, leftOver, listenersOf, type Census } from './leftOver';
import { SoakClock } from './soakClock';
import { SoakPanel } from './soakPanel';

export interface SoakOptions {
  /** The URL of a DynamoDB emulator. */
  readonly endpoint: string;
  readonly seed: number;
  /** The number of jobs that start within the time. */
  readonly jobs: number;
  readonly minutes: number;
  readonly log?: (text: string) => void;
}

export interface SoakFigures {
  readonly events: number;
  readonly outcomes: Readonly<Record<string, number>>;
  readonly refreshes: { readonly succeeded: number; readonly failed: number };
  readonly faults: number;
  readonly panels: number;
  readonly answers: number;
  readonly switches: number;
  /** After incremental reads only, and after deletions and a complete read. */
  readonly followed: Comparison;
  readonly complete: Comparison;
  /** Wrong counts of the last dashboard; empty if correct. */
  readonly miscounted: readonly string[];
  /** Timers, listeners, sockets and handles that exist at the end but not at the start. */
  readonly leaks: readonly string[];
  readonly seconds: number;
}

const end = Date.parse('2026-11-23T12:00:00Z');
const second = 1_000;
/** Concurrent writes, as by that many instances of the function. */
const writers = 24;
/** The maximum simulated time during a read, to stay realistic. */
const maxReadMs = 30_000;
const deletions = 50;
const maxTries = 5;
/** Retained by queries for the next dashboard: one row order and the results of eight searches. */
const retainedForNext = 9;

/** Long enough for a slow emulator, short enough that a dead one does not stall the run. */
const shortTimeouts = (): Timeouts => ({
  maxAttempts: 3,
  connectionTimeout: scaled(2_000),
  requestTimeout: scaled(4_000),
  socketTimeout: scaled(4_000),
});

const injected: readonly [Fault, ...Fault[]] = [
  faults.refusal('ProvisionedThroughputExceededException'),
  faults.refusal('ThrottlingException'),
  faults.refusal('InternalServerError', 500),
  faults.refusal('ExpiredTokenException'),
  faults.brokenGateway,
  faults.reset,
  faults.cutBody,
  faults.cutChunks,
  faults.truncatedJson,
  faults.notJson,
  faults.wrongChecksum,
  faults.indexGone,
  faults.hang,
  faults.slow(() => 5 + Math.random() * 100),
];

/**
 * A long run in fast motion: jobs change state, the function's code stores their events in any order, the
 * extension's own feed, poller and rate follow them over an unreliable connection, and dashboards open and
 * close. Timers use simulated time; requests, sockets and responses are real.
 */
export async function soak(options: SoakOptions): Promise<SoakFigures> {
  const startedAt = performance.now();
  // Let the test's own timeout timer start first, so that it is in the baseline.
  await delay(1);
  const resources = activeResources();
  const problems: string[] = [];
  const onRejection = (reason: unknown): void => void problems.push(`unhandled: ${String(reason)}`);
  const onWarning = ({ name, message }: Error): void => {
    if (name === 'MaxListenersExceededWarning') {
      problems.push(message);
    }
  };
  process.on('unhandledRejection', onRejection).on('warning', onWarning);
  try {
    const run = new SoakRun(options);
    const figures = await run.run();
    const remaining = await stillActive(resources);
    const leaks = [...figures.leaks, ...remaining, ...problems];
    return { ...figures, leaks, seconds: (performance.now() - startedAt) / 1000 };
  } finally {
    process.off('unhandledRejection', onRejection).off('warning', onWarning);
  }
}

/** Waits for sockets, which take a moment to close. */
async function stillActive(before: Census): Promise<string[]> {
  let remaining: string[] = [];
  const isClean = (): true | undefined => {
    remaining = leftOver('resource', before, activeResources());
    return remaining.length === 0 ? true : undefined;
  };
  await until('nothing is left over', isClean, { timeoutMs: 15_000 }).catch(() => undefined);
  return remaining;
}

class SoakRun {
  /** Drawn once per step and seeded separately, so that the machine's speed does not affect the sequence. */
  private readonly chance: { readonly network: Random; readonly user: Random };
  private readonly clock: SoakClock;
  private readonly events: EmittedEvents;
  private readonly client;
  private readonly proxy: FaultProxy;
  private readonly store = new JobStore();
  private readonly taskTypes = new TaskTypes(defaultTaskTypeRules);
  private readonly queries = new JobQueries(this.store, this.taskTypes);
  private readonly feed: JobFeed;
  private readonly attention = new Emitter<Attention>();
  private attentionNow: Attention = { windowFocused: true, somethingShown: true };
  private readonly rate: RefreshRate;
  private readonly poller: Poller;
  private readonly panels: SoakPanel[] = [];
  private readonly leaks: string[] = [];
  private readonly outcomes: Record<string, number> = {};
  private readonly refreshes = { succeeded: 0, failed: 0 };
  private readonly injections: { readonly times: number }[] = [];
  private readonly switchesAt: number[];
  private readonly count = { events: 0, panels: 0, answers: 0, switches: 0 };
  private isSettling = false;
  private readingSince: number | undefined;
  private haltedSince: number | undefined;

  constructor(private readonly options: SoakOptions) {
    const { endpoint, seed, jobs, minutes } = options;
    this.chance = { network: Random.of(seed, 1), user: Random.of(seed, 2) };
    const start = end - minutes * 60 * second;
    this.clock = new SoakClock(start, Random.of(seed, 3));
    this.events = new EmittedEvents({ seed, jobs, until: new Date(end), hours: minutes / 60 });
    this.client = emulatorClient(endpoint);
    this.proxy = new FaultProxy(() => endpoint);
    this.switchesAt = [0.1, 0.11, 0.2, 0.21].map(part => start + part * (end - start));
    this.feed = new JobFeed(this.connection('Soak'), {
      store: this.store,
      openSource: connection =>
        Promise.resolve(
          new TableSource(
            new DynamoDbTable(
              { ...connection, endpoint: this.proxy.endpoint },
              this.isSettling ? defaultTimeouts : shortTimeouts(),
            ),
          ),
        ),
      warn: () => undefined,
      now: this.clock.now,
    });
    const settings = {
      values: { liveIntervalMs: 5_000, refreshIntervalMs: 60_000 },
      onDidChange: new Emitter<unknown>().event,
    };
    const attention = () => this.attentionNow;
    this.rate = new RefreshRate(
      settings as unknown as Settings,
      {
        onDidChange: this.attention.event,
        get now() {
          return attention();
        },
      } as unknown as UserAttention,
      this.feed,
      this.clock.now,
    );
    this.poller = new Poller({
      run: () => this.refresh(),
      waitMs: () => this.rate.waitMs,
      clock: this.clock,
    });
    this.rate.onDidChange(() => this.poller.plan());
  }

  async run(): Promise<Omit<SoakFigures, 'seconds'>> {
    process.env['AWS_ACCESS_KEY_ID'] ??= 'local';
    process.env['AWS_SECRET_ACCESS_KEY'] ??= 'local';
    await createJobsTable(this.client, 'Soak', { index: true });
    await createJobsTable(this.client, 'Other', { index: true });
    await this.proxy.start();
    const listeners = { ...this.listeners(), 'store.observers': retainedForNext };
    this.poller.start();
    for (let step = 0; this.clock.now() < end || !this.events.isOver; step++) {
      await this.advance(step);
    }
    const { miscounted, followed, complete } = await this.compare();
    this.panels.splice(0).forEach(panel => panel.dispose());
    this.leaks.push(...leftOver('listeners', listeners, this.listeners()));
    await this.close();
    return {
      events: this.count.events,
      outcomes: this.outcomes,
      refreshes: this.refreshes,
      faults: this.injections.reduce((sum, { times }) => sum + times, 0),
      panels: this.count.panels,
      answers: this.count.answers,
      switches: this.count.switches,
      followed,
      complete,
      miscounted,
      leaks: this.leaks,
    };
  }

  /** One second of simulated time; everything due runs concurrently. */
  private async advance(step: number): Promise<void> {
    this.clock.step(second);
    const now = this.clock.now();
    const writing = this.write(this.events.until(now));
    this.injectFaults();
    this.actAsUser();
    this.switchTables(now);
    await this.runUntil(writing);
    if (this.readingSince !== undefined && now - this.readingSince > maxReadMs) {
      await this.runUntil(this.poller.now());
    }
    if (step % 300 === 0) {
      this.options.log?.(
        `${new Date(now).toISOString().slice(11, 19)}: ${this.count.events} events, ${this.store.size} jobs, ${this.refreshes.succeeded} refreshes`,
      );
    }
  }

  /** Runs due timers and yields until the work is done. */
  private async runUntil(work: Promise<unknown>): Promise<void> {
    const done = work.then(() => true);
    do {
      this.clock.runDue();
    } while (!(await Promise.race([done, delay(1, false)])));
  }

  private async write(events: readonly unknown[]): Promise<void> {
    const recorder = { client: this.client, tableName: 'Soak', now: this.clock.now };
    const rest = [...events];
    const writer = async (): Promise<void> => {
      for (let event = rest.shift(); event !== undefined; event = rest.shift()) {
        const { outcome } = await recordJobEvent(event, recorder);
        this.outcomes[outcome] = (this.outcomes[outcome] ?? 0) + 1;
        this.count.events++;
      }
    };
    await Promise.all(Array.from({ length: writers }, writer));
  }

  private async refresh(): Promise<'ok' | 'failed' | 'halt'> {
    this.readingSince = this.clock.now();
    const isOk = await this.feed.refresh();
    this.readingSince = undefined;
    this.refreshes[isOk ? 'succeeded' : 'failed']++;
    const isHalt = !isOk && isHalted(this.feed.state.load);
    if (isHalt) {
      this.haltedSince = this.clock.now();
    }
    return isOk ? 'ok' : isHalt ? 'halt' : 'failed';
  }

  /** Injects a fault into a few responses about once a minute, and signs in again after a halt. */
  private injectFaults(): void {
    const { network } = this.chance;
    if (network.chance(1 / 40)) {
      const times = network.integer(1, 5);
      const fault = network.pick(injected);
      const injection = this.proxy.inject(fault, {
        times,
        ...(fault === faults.indexGone
          ? { on: ({ operation }) => operation === 'DescribeTable' }
          : {}),
      });
      this.injections.push(injection);
    }
    if (this.haltedSince !== undefined && this.clock.now() - this.haltedSince > 20_000) {
      this.haltedSince = undefined;
      this.poller.resume();
    }
    // Also refresh now, since the back-off after failures grows to minutes.
    if (network.chance(1 / 45)) {
      this.proxy.heal();
      void this.poller.now();
    }
  }

  /** Simulates the user: switches the focus, opens, uses and closes dashboards. */
  private actAsUser(): void {
    const { user } = this.chance;
    if (user.chance(1 / 120)) {
      this.turnTo(!this.attentionNow.windowFocused);
    }
    if (user.chance(1 / 8) && this.panels.length < 2) {
      this.openPanel();
    }
    this.panels.forEach(panel => user.chance(1 / 6) && panel.use());
    if (user.chance(1 / 8)) {
      const closed = this.panels.shift();
      this.count.answers += closed?.answers ?? 0;
      closed?.dispose();
    }
  }

  private turnTo(windowFocused: boolean): void {
    this.attentionNow = { ...this.attentionNow, windowFocused };
    this.attention.fire(this.attentionNow);
  }

  private openPanel(filter?: typeof noFilter): SoakPanel {
    const { store, queries, taskTypes, feed, rate, clock } = this;
    const warn = (text: string): void => void this.leaks.push(`refused: ${text}`);
    const parts = { store, queries, taskTypes, feed, rate, clock, warn };
    // A separate generator, since the numbers a panel draws depend on its rows, and thus on the speed of
    // reads.
    const chance = Random.of(this.options.seed, 4 + this.count.panels);
    const panel = new SoakPanel(parts, chance, filter);
    this.panels.push(panel);
    this.count.panels++;
    return panel;
  }

  /** Switches to another table and back, early, so that most of the run follows one table. */
  private switchTables(now: number): void {
    const [next] = this.switchesAt;
    if (next !== undefined && now >= next) {
      this.switchesAt.shift();
      this.count.switches++;
      this.feed.connect(this.connection(this.count.switches % 2 === 1 ? 'Other' : 'Soak'));
      void this.poller.renew();
    }
  }

  /** After the last write: one more incremental read, then a complete read for the deletions. */
  private async compare(): Promise<Pick<SoakFigures, 'followed' | 'complete' | 'miscounted'>> {
    this.proxy.heal();
    this.isSettling = true;
    this.turnTo(true);
    // Brief reads may miss items that others wrote during a slow one; this long after it, one reads them all.
    this.clock.step(15 * second);
    this.options.log?.('comparing …');
    await this.refreshUntilOk();
    const followed = await compareWithTable(this.store, this.client, 'Soak');
    this.options.log?.(`${followed.differences} of ${followed.jobs} jobs differ; deleting some …`);
    const panel = this.openPanel(noFilter);
    const advance = async (): Promise<void> => {
      this.clock.step(second);
      await this.runUntil(delay(1));
    };
    // The response may take several time slices.
    await until('an answer to the last dashboard', async () => {
      await advance();
      return panel.matching !== undefined;
    });
    // Let it finish its follow-up requests too.
    for (let wait = 0; wait < 3; wait++) {
      await advance();
    }
    const { size } = this.store;
    const miscounted =
      panel.matching === size ? [] : [`${panel.matching} jobs on the page, ${size} in the store`];
    const gone = [...this.store.jobs()].slice(0, deletions);
    for (const { jobId } of gone) {
      const Key = { jobId: { S: jobId } };
      await this.client.send(new DeleteItemCommand({ TableName: 'Soak', Key }));
    }
    this.feed.expectDeletions();
    await this.refreshUntilOk();
    const complete = await compareWithTable(this.store, this.client, 'Soak');
    return { miscounted, followed, complete };
  }

  /**
   * A read in progress may have started before the last write, and a busy emulator may time out at first, so
   * read several times.
   */
  private async refreshUntilOk(): Promise<void> {
    await this.runUntil(this.poller.now());
    for (let tries = 0; tries < maxTries; tries++) {
      this.clock.step(second);
      const outcome = this.poller.now();
      await this.runUntil(outcome);
      if ((await outcome) === 'ok') {
        return;
      }
    }
    throw new Error(`The last refresh failed: ${JSON.stringify(this.feed.state.load)}`);
  }

  private async close(): Promise<void> {
    this.poller.dispose();
    this.rate.dispose();
    this.queries.dispose();
    this.feed.dispose();
    // Let pending work finish.
    this.clock.step(second);
    await this.runUntil(delay(1));
    if (this.clock.waiting > 0) {
      this.leaks.push(`timers: ${this.clock.waiting}`);
    }
    let open = NaN;
    const none = async (): Promise<true | undefined> => {
      open = await this.proxy.connections;
      return open === 0 ? true : undefined;
    };
    await until('no connection', none, { timeoutMs: 10_000 }).catch(() => undefined);
    if (open > 0) {
      this.leaks.push(`connections: ${open}`);
    }
    this.leaks.push(...leftOver('after the end, listeners', {}, nonZero(this.listeners())));
    this.store.dispose();
    this.client.destroy();
    await this.proxy.stop();
  }

  private listeners(): Census {
    const { store, feed, rate, taskTypes } = this;
    return listenersOf({ store, feed, rate, taskTypes });
  }

  private connection(tableName: string): Connection {
    return { tableName, region: 'eu-west-1', profile: undefined, endpoint: undefined };
  }
}

const nonZero = (census: Census): Census =>
  Object.fromEntries(Object.entries(census).filter(([, count]) => count > 0));
