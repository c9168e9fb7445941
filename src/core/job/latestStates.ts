import type { Job } from './job';
import { supersedes } from './sequence';

/** The latest state of each job, as `supersedes` decides. */
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
