import { ManagedProcess } from '../../local/process/managedProcess';
import type { SoakFigures } from '../../support/soak/soak';
import type { BenchContext, Part, Result } from '../result';

const jobs = 48_000;
const minutes = 60;
const leastEvents = 200_000;

/** An hour of jobs, events, refreshes, dashboards and faults, and what is left over and wrong after it. */
export const soak: Part = {
  name: 'soak',
  run: async context => {
    context.say(`${jobs} jobs, ${minutes} minutes of theirs …`);
    return resultsOf(await runApart(context));
  },
};

async function runApart({ onEnd }: BenchContext): Promise<SoakFigures> {
  const program = 'test/bench/soak/runSoak.ts';
  const apart = new ManagedProcess(process.execPath, [
    ...['--import', 'tsx', program, String(jobs), String(minutes)],
  ]);
  onEnd(() => apart.stop());
  const code = await apart.exited;
  const printed = apart.output.split('\n').find(line => line.startsWith('{'));
  if (code !== 0 || printed === undefined) {
    throw new Error(`The soak failed:\n${apart.output}`);
  }
  return JSON.parse(printed) as SoakFigures;
}

function resultsOf(figures: SoakFigures): Result[] {
  const { events, outcomes, refreshes, faults, panels, answers, switches } = figures;
  const { followed, complete, miscounted, leaks, seconds } = figures;
  const wrong = [...followed.examples, ...complete.examples, ...miscounted];
  const kinds = Object.entries(outcomes).map(([outcome, count]) => `${count} ${outcome}`);
  return [
    {
      ...count('soak.events', events, `handed to the function's code: ${kinds.join(', ')}`),
      goal: leastEvents,
    },
    count(
      'soak.refreshes',
      refreshes.succeeded,
      `that succeeded; ${refreshes.failed} failed, and were made good; ${switches} turns to another table and back`,
    ),
    count('soak.panels', panels, `dashboards opened and closed, ${answers} answers given`),
    count('soak.faults', faults, 'answers refused, broken off, garbled, late or never given'),
    fewest(
      'soak.differences',
      followed.differences + complete.differences + miscounted.length,
      `fields of ${followed.jobs} jobs against an independent read, SHA-256 ${followed.digests.store.slice(0, 16)} and ${followed.digests.table.slice(0, 16)}; again after deletions, ${complete.jobs} jobs${wrong.map(text => `; ${text}`).join('')}`,
    ),
    fewest(
      'soak.leaks',
      leaks.length,
      leaks.length === 0 ? 'timers, listeners, sockets and handles' : leaks.join('; '),
    ),
    {
      name: 'soak.seconds',
      value: seconds,
      unit: 's',
      better: 'lower',
      detail: `for ${minutes} minutes of simulated life; ${Math.round(events / seconds)} events a second`,
    },
  ];
}

const count = (name: string, value: number, detail: string): Result => ({
  name,
  value,
  unit: 'count',
  better: 'higher',
  detail,
});

const fewest = (name: string, value: number, detail: string): Result => ({
  ...count(name, value, detail),
  goal: 0,
  better: 'lower',
});
