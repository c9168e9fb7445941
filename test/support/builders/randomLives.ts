import { Random } from '../../../src/sample/random';
import { anAttempt, anEvent } from './batchEvents';

export interface Life {
  /** In chronological order. */
  readonly events: readonly Record<string, unknown>[];
  readonly end: { readonly status: string; readonly attempts: number };
}

const start = Date.UTC(2026, 10, 23, 10);

/**
 * A plausible life of a Batch job: one to four attempts, some lost to preemption without an exit code,
 * cancelled or terminated waits, and states so close that their times tie when rounded to seconds.
 */
export function randomLife(jobId: string, random: Random): Life {
  const events: Record<string, unknown>[] = [];
  const attempts: object[] = [];
  let ms = start + random.next() * 1_000;
  const happen = (status: string, isLong = false): void => {
    ms += random.next() * (isLong && random.chance(0.5) ? 60_000 : 700);
    const time = new Date(Math.floor(ms / 1_000) * 1_000).toISOString().replace('.000Z', 'Z');
    events.push(anEvent({ jobId, status, attempts: [...attempts] }, { time }));
  };
  if (random.chance(0.3)) {
    happen('PENDING');
  }
  const max = 1 + Math.floor(random.next() * 4);
  for (let attempt = 1; ; attempt++) {
    happen('RUNNABLE', true);
    if (random.chance(0.05)) {
      happen('FAILED'); // cancelled while waiting
      break;
    }
    happen('STARTING', true);
    if (random.chance(0.9)) {
      happen('RUNNING');
    }
    const isLost = random.chance(0.3);
    const isWell = !isLost && random.chance(0.4);
    attempts.push(isLost ? anAttempt() : anAttempt({ exitCode: isWell ? 0 : 1 }));
    if (isWell || attempt === max) {
      happen(isWell ? 'SUCCEEDED' : 'FAILED', true);
      break;
    }
  }
  const { status = '' } = (events.at(-1)?.['detail'] ?? {}) as { status?: string };
  return { events, end: { status, attempts: attempts.length } };
}

/**
 * The seeds of the lives, among the first `count`, in which two states meet that meet in none before. A writer decides
 * between the state in the table and the one that arrives, so that these lives bring all its decisions, without the
 * thousands of writes of those that repeat them.
 */
export function seedsOfLives(count: number): readonly number[] {
  const known = new Set<string>();
  return Array.from({ length: count }, (_, seed) => seed).filter(seed => {
    const size = known.size;
    pairsOf(randomLife('', new Random(seed))).forEach(pair => known.add(pair));
    return known.size > size;
  });
}

/** Each two states of a life: both with their numbers of attempts, and whether their times tie. */
function pairsOf({ events }: Life): string[] {
  const states = events.map(({ time, detail }) => {
    const { status, attempts } = detail as { status: string; attempts: readonly object[] };
    return { name: `${status} ${attempts.length}`, time };
  });
  return states.flatMap((later, index) =>
    states
      .slice(0, index)
      .map(earlier => `${earlier.name}, ${later.name}, ${earlier.time === later.time}`),
  );
}
