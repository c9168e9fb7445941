import assert from 'node:assert/strict';
import fc from 'fast-check';
import { newestFirst } from '../../../../src/core/filter/columns';
import { noFilter } from '../../../../src/core/filter/jobFilter';
import type { Job } from '../../../../src/core/job/job';
import { TaskTypes } from '../../../../src/core/job/taskTypes';
import { JobQueries, type JobQuery } from '../../../../src/core/query/jobQueries';
import { JobStore } from '../../../../src/core/store/jobStore';
import { Random } from '../../../../src/sample/random';
import { finish } from '../../../local/process/finish';
import { aJob } from '../../../support/builders/builders';
import { naiveSlow, naiveUsualRuns } from '../../../support/oracles/naiveLongRuns';

const minute = 60_000;
const begin = Date.UTC(2026, 10, 24, 12);

const definition = (name: string, revision: number): string =>
  `arn:aws:batch:eu-west-1:123456789012:job-definition/${name}:${revision}`;

class Followed {
  readonly store = new JobStore();
  readonly queries = new JobQueries(this.store, new TaskTypes([]));

  open(text: string, now: number): JobQuery {
    return this.queries.open({ ...noFilter, text }, newestFirst, now);
  }

  jobs(): readonly Job[] {
    return [...this.store.jobs()];
  }

  usual(jobId: string) {
    return finish(this.queries.usualRuns(jobId));
  }

  apply(...jobs: Job[]): void {
    this.store.apply(jobs, undefined, true);
  }
}

const idsOf = (query: JobQuery): readonly string[] =>
  finish(query.update())
    .jobs(0, 10_000)
    .map(({ jobId }) => jobId)
    .toSorted();

/** Successes that took 1, 2, 3, … minutes and ended in this order. */
const successes = (count: number, facts: (index: number) => Partial<Job> = () => ({})): Job[] =>
  Array.from({ length: count }, (_, index) =>
    aJob({
      jobId: `success-${index}`,
      status: 'SUCCEEDED',
      startedAt: begin - 10_000 * minute + index * 1_000 - (index + 1) * minute,
      stoppedAt: begin - 10_000 * minute + index * 1_000,
      ...facts(index),
    }),
  );

const running = (jobId: string, minutes: number, facts: Partial<Job> = {}): Job =>
  aJob({ jobId, status: 'RUNNING', startedAt: begin - minutes * minute, ...facts });

describe('A slow job', () => {
  it('runs longer than 95 % of the last successes of its definition', () => {
    const followed = new Followed();
    followed.apply(...successes(100), running('slow', 96), running('quick', 95));
    assert.deepEqual(followed.usual('slow'), { count: 100, p95Ms: 95 * minute });
    const query = followed.open('is:slow', begin);
    assert.deepEqual(idsOf(query), ['slow']);
    assert.deepEqual(idsOf(followed.open('-is:slow status:running', begin)), ['quick']);
    query.advance(begin + minute);
    assert.deepEqual(idsOf(query), ['quick', 'slow']);
  });

  it('needs ten successes, of any revision where its own has fewer', () => {
    const followed = new Followed();
    const [a1, a2, b] = [definition('a', 1), definition('a', 2), definition('b', 1)];
    followed.apply(
      ...successes(18, index => ({ jobDefinition: index < 9 ? a1 : a2 })),
      running('of-a', 1, { jobDefinition: a2 }),
      running('of-b', 10_000, { jobDefinition: b }),
    );
    assert.deepEqual(followed.usual('of-a'), { count: 18, p95Ms: 18 * minute });
    assert.equal(followed.usual('of-b'), undefined);
    assert.equal(followed.usual('unknown'), undefined);
    followed.apply(aJob({ ...successes(19)[18], jobId: 'new', jobDefinition: a2 }));
    assert.deepEqual(followed.usual('of-a'), { count: 10, p95Ms: 19 * minute });
  });

  it('is compared with the last 200 successes, also after the newest ones were removed', () => {
    const followed = new Followed();
    const all = successes(1_000);
    followed.apply(...all, running('r', 1));
    assert.deepEqual(followed.usual('r'), naiveUsualRuns(followed.jobs(), running('r', 1)));
    assert.equal(followed.usual('r')?.p95Ms, 990 * minute);
    for (const end of [900, 700, 300, 5]) {
      followed.apply(...all.slice(end).map(job => ({ ...job, status: 'FAILED' })));
      assert.deepEqual(followed.usual('r'), naiveUsualRuns(followed.jobs(), running('r', 1)));
    }
  });

  it('is found when others make its run unusual, and no longer when they do not', () => {
    const followed = new Followed();
    followed.apply(running('r', 5), running('other', 5, { jobDefinition: 'other' }));
    const query = followed.open('is:slow', begin);
    const rest = followed.open('-is:slow status:running', begin);
    assert.deepEqual(idsOf(query), []);
    followed.apply(...successes(10, () => ({ startedAt: begin - minute, stoppedAt: begin })));
    assert.deepEqual(idsOf(query), ['r']);
    assert.deepEqual(idsOf(rest), ['other']);
    followed.apply(aJob({ ...successes(1)[0], status: 'FAILED' }));
    assert.deepEqual([idsOf(query), idsOf(rest)], [[], ['other', 'r']]);
  });

  it('is the same as a naive search finds, whatever jobs do', () => {
    const moment = fc.integer({ min: -40, max: 0 }).map(value => begin + value * minute);
    const job = fc
      .record({
        jobId: fc.oneof(
          fc.integer({ min: 0, max: 60 }).map(index => `job-${index}`),
          fc.integer({ min: 0, max: 8 }).map(index => `job-${index % 3}:${index}`),
        ),
        status: fc.constantFrom('RUNNING', 'SUCCEEDED', 'SUCCEEDED', 'SUCCEEDED', 'FAILED'),
        jobDefinition: fc.constantFrom(definition('a', 1), definition('a', 2), definition('b', 1)),
        startedAt: fc.option(moment, { nil: undefined, freq: 9 }),
        stoppedAt: fc.option(moment, { nil: undefined, freq: 9 }),
      })
      .map(facts => aJob(facts));
    const step = fc.record({
      minutes: fc.integer({ min: -1, max: 9 }),
      changed: fc.array(job, { maxLength: 30 }),
      removes: fc.boolean(),
      isRead: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.array(job, { maxLength: 80 }),
        fc.array(step, { maxLength: 6 }),
        (jobs, steps) => {
          const followed = new Followed();
          const { store } = followed;
          followed.apply(...jobs);
          let now = begin;
          const query = followed.open('is:slow', now);
          for (const { minutes, changed, removes, isRead } of steps) {
            now += minutes * minute;
            query.advance(now);
            const mark = store.mark();
            followed.apply(...changed);
            if (removes) {
              store.removeUnseen(mark);
            }
            if (isRead) {
              assert.deepEqual(idsOf(query), naiveSlow(followed.jobs(), now));
            }
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is the same as a naive search finds among thousands of successes that come and go', () => {
    const random = new Random(7);
    const followed = new Followed();
    const aRun = (index: number): Job => {
      const stoppedAt = begin - Math.floor(random.next() * 3_000) * minute;
      const status = random.chance(0.03) ? 'RUNNING' : random.chance(0.8) ? 'SUCCEEDED' : 'FAILED';
      const jobDefinition = definition(random.chance(0.7) ? 'a' : 'b', random.chance(0.6) ? 1 : 2);
      const startedAt = stoppedAt - Math.floor(random.next() * 90) * minute;
      return aJob({ jobId: `job-${index}`, status, jobDefinition, startedAt, stoppedAt });
    };
    followed.apply(...Array.from({ length: 3_000 }, (_, index) => aRun(index)));
    const query = followed.open('is:slow', begin);
    for (let step = 0; step < 10; step++) {
      const changes = Array.from({ length: 300 }, () => aRun(Math.floor(random.next() * 3_000)));
      followed.apply(...new Map(changes.map(job => [job.jobId, job])).values());
      assert.deepEqual(idsOf(query), naiveSlow(followed.jobs(), begin));
    }
  });

  it('costs a few looks per changed job, however many jobs there are', () => {
    const followed = new Followed();
    followed.apply(...successes(20_000), running('r', 1));
    const query = followed.open('is:slow', begin);
    finish(query.update());
    let looks = 0;
    const { stoppedAt } = followed.store.rows.fields;
    const get = stoppedAt.get.bind(stoppedAt);
    stoppedAt.get = row => {
      looks++;
      return get(row);
    };
    followed.apply(aJob({ ...successes(1)[0], jobId: 'new', stoppedAt: begin }));
    finish(query.update());
    assert(looks > 0 && looks < 500, `${looks} looks`);
  });
});

describe('A job near its timeout', () => {
  it('runs for more than 80 % of it', () => {
    const followed = new Followed();
    const timeout = (timeoutSeconds: number): Partial<Job> => ({ facts: { timeoutSeconds } });
    followed.apply(
      running('soon', 48, timeout(3_600)),
      running('near', 49, timeout(3_600)),
      running('past', 61, timeout(3_600)),
      running('none', 6_000),
      running('zero', 6_000, timeout(0)),
      aJob({ ...running('failed', 49, timeout(3_600)), status: 'FAILED', stoppedAt: begin }),
      aJob({ ...running('again', 49, timeout(3_600)), status: 'RUNNABLE' }),
    );
    const query = followed.open('is:neartimeout', begin);
    assert.deepEqual(idsOf(query), ['near', 'past']);
    query.advance(begin + minute);
    assert.deepEqual(idsOf(query), ['near', 'past', 'soon']);
  });
});
