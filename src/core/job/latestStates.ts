import type { Job } from './job';
import { supersedes } from './sequence';

/** One state a job: of several, the latest by the rule of `sequence`. */
export function latestStates(states: Iterable<Job>): Job[] {
  const latest = new Map<string, Job>();
  for (const state of states) {
    const known = latest.get(state.jobId);
    if (!known || supersedes(state, known)) {
      latest.set(state.jobId, state);
    }
  }
  return [...latest.values()];
}
