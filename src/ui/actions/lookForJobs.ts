import { settledId, type ActionEntry } from '../../core/actions/actionLog';
import { abortFinding, retryFinding, type Finding } from '../../core/actions/finding';
import { textIn } from '../../core/base/json';
import type { LiveJobs } from '../../data/batch/liveJobs';
import type { ActionHistory } from './actionHistory';

export interface LookServices {
  readonly live: Pick<LiveJobs, 'describe' | 'findSubmitted'>;
  readonly history: Pick<ActionHistory, 'entries' | 'add'>;
  readonly now: () => number;
}

/** Asks AWS Batch what became of requests without a response, and settles their entries where that is certain. */
export async function lookForJobs(
  entries: readonly ActionEntry[],
  services: LookServices,
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const entry of entries) {
    const finding = await lookFor(entry, services, signal);
    findings.push(finding);
    if (finding.kind === 'settled') {
      const { outcome, detail, newJobId } = finding;
      const id = settledId(entry.id);
      await services.history.add([{ ...entry, id, at: services.now(), outcome, detail, newJobId }]);
    }
  }
  return findings;
}

async function lookFor(
  entry: ActionEntry,
  { live, history, now }: LookServices,
  signal: AbortSignal,
): Promise<Finding> {
  if (entry.action === 'abort') {
    const [job] = await live.describe([entry.jobId], signal);
    return abortFinding(entry, textIn(job?.['status']), now());
  }
  const { jobId, jobName: name, queue = '', at: since } = entry;
  const known = new Set([jobId, ...history.entries.flatMap(({ newJobId }) => newJobId ?? [])]);
  const found = await live.findSubmitted({ queue, name, since }, signal);
  const others = found.map(job => job.jobId).filter(id => !known.has(id));
  return retryFinding(entry, others, now());
}
