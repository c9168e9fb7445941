import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { linkOf } from '../../../src/core/filter/dashboardLink';
import { Emitter } from '../../../src/core/base/emitter';
import { JobQueries } from '../../../src/core/query/jobQueries';
import { noFilter } from '../../../src/core/filter/jobFilter';
import { JobStore } from '../../../src/core/store/jobStore';
import { defaultTaskTypeRules } from '../../../src/core/job/taskType';
import { TaskTypes } from '../../../src/core/job/taskTypes';
import { failureCommands, jobCommands, pageCommands, toHost } from '../../../src/protocol/toHost';
import type { ToPage } from '../../../src/protocol/toPage';
import { checkToHost } from '../../../src/protocol/messages';
import { DashboardSession } from '../../../src/ui/dashboard/dashboardSession';
import { memoryTimeZone } from '../../support/fakes/memoryTimeZone';
import { DashboardPreferences } from '../../../src/ui/dashboard/dashboardPreferences';
import { damaged, noMessages, valuesOf } from '../../support/builders/arbitraryMessages';
import { aFeedState, manyJobs } from '../../support/builders/builders';
import { memoryHistory } from '../../support/fakes/memoryHistory';

const sort = { column: 'jobId', direction: 'ascending' } as const;
const runs = Number(process.env['BATCH_MONITOR_FUZZ_RUNS'] ?? 200);

/** A session over 30 jobs whose timers run when the test says so. */
class Host {
  readonly sent: ToPage[] = [];
  readonly commands: string[] = [];
  readonly warnings: string[] = [];
  private readonly timers = new Set<() => void>();
  readonly session: DashboardSession;
  readonly store = new JobStore();

  private time = 0;

  /** `tick`: by how much the clock goes on whenever it is looked at. */
  constructor(private readonly tick = 0) {
    this.store.apply(manyJobs(30));
    const taskTypes = new TaskTypes(defaultTaskTypeRules);
    const kept = new Map<string, unknown>();
    const memory = {
      get: (key: string) => kept.get(key),
      update: (key: string, value: unknown) => Promise.resolve(void kept.set(key, value)),
    };
    this.session = new DashboardSession({
      store: this.store,
      queries: new JobQueries(this.store, taskTypes),
      taskTypes,
      feed: {
        state: aFeedState(),
        onDidChangeState: new Emitter<never>().event,
        getItem: () => Promise.resolve(undefined),
      },
      rate: { waitMs: 60_000, onDidChange: new Emitter<undefined>().event },
      post: message => this.sent.push(message),
      preferences: new DashboardPreferences(memory, memoryTimeZone(memory), error =>
        assert.fail(String(error)),
      ),
      copy: () => undefined,
      linkOf: view => linkOf('link', view),
      refuse: () => undefined,
      runCommand: name => this.commands.push(name),
      runOnFailures: name => this.commands.push(name),
      exportJobs: () => undefined,
      exportHistory: () => undefined,
      act: () => undefined,
      history: memoryHistory(),
      readLog: () => Promise.resolve(undefined),
      warn: message => this.warnings.push(message),
      clock: {
        now: () => (this.time += this.tick),
        setTimeout: run => {
          this.timers.add(run);
          return run;
        },
        clearTimeout: timer => this.timers.delete(timer as () => void),
      },
    });
  }

  runTimers(): void {
    for (let rounds = 0; this.timers.size > 0 && rounds < 100; rounds++) {
      const due = [...this.timers];
      this.timers.clear();
      due.forEach(run => run());
    }
  }

  /** A question that every page asks, and its answer. */
  answer(id: number): ToPage | undefined {
    this.session.receive({ type: 'ready' });
    this.session.receive({ type: 'query', id, filter: noFilter, sort });
    this.runTimers();
    return this.sent.findLast(message => message.type === 'result' && message.id === id);
  }
}

const anyMessages = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: valuesOf(toHost) },
    { weight: 3, arbitrary: damaged(valuesOf(toHost)) },
    { weight: 1, arbitrary: noMessages },
  ),
  { minLength: 1, maxLength: 60 },
);

const plainPrototype = Object.getOwnPropertyNames(Object.prototype).toSorted();

describe('messages to the host, from a compromised page', () => {
  it('never throw, run only listed commands, and leave the session intact', () => {
    let valid = 0;
    let dropped = 0;
    fc.assert(
      fc.property(anyMessages, messages => {
        const host = new Host();
        for (const message of messages) {
          const isValid = checkToHost(message).ok;
          const warnings = host.warnings.length;
          host.session.receive(message);
          assert.equal(
            host.warnings.length - warnings,
            isValid ? 0 : 1,
            'each other one is logged',
          );
          valid += Number(isValid);
          dropped += Number(!isValid);
        }
        host.runTimers();
        const known: readonly string[] = [...pageCommands, ...jobCommands, ...failureCommands];
        assert(host.commands.every(name => known.includes(name)));
        assert(host.warnings.every(warning => !/[\r\n]/.test(warning) && warning.length < 3000));
        const answer = host.answer(7_000_000);
        assert(answer?.type === 'result');
        assert.equal(answer.matching, 30);
        assert.equal(host.store.size, 30);
        host.session.dispose();
      }),
      { numRuns: runs },
    );
    assert(valid > runs && dropped > runs, `${valid} taken, ${dropped} dropped`);
    assert.deepEqual(Object.getOwnPropertyNames(Object.prototype).toSorted(), plainPrototype);
  });

  it('are ignored once the page is closed', () => {
    fc.assert(
      fc.property(anyMessages, messages => {
        const host = new Host();
        host.session.receive({ type: 'ready' });
        host.session.dispose();
        const { length } = host.sent;
        messages.forEach(message => host.session.receive(message));
        host.runTimers();
        assert.equal(host.sent.length, length);
        assert.deepEqual(host.commands, []);
      }),
      { numRuns: runs },
    );
  });

  it('can flood the host: it responds only to the newest request', () => {
    // Each question takes more than one slice of time.
    const host = new Host(20);
    host.session.receive({ type: 'ready' });
    for (let id = 1; id <= 20_000; id++) {
      const filter = { ...noFilter, text: `nothing-${id}` };
      host.session.receive({ type: 'query', id, filter, sort });
    }
    const answer = host.answer(20_001);
    assert(answer?.type === 'result');
    assert.equal(answer.matching, 30);
    assert.equal(host.sent.filter(({ type }) => type === 'result').length, 1);
    host.session.dispose();
  });
});
