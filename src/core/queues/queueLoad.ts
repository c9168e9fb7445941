import { isWaiting } from '../job/stuckJobs';
import { isTerminal } from '../job/status';
import type { JobColumns } from '../store/jobColumns';

export interface WaitingJob {
  readonly jobId: string;
  readonly jobName: string;
  /** Milliseconds since the epoch. */
  readonly since: number;
}

/** What the known jobs of a queue do. */
export interface QueueLoad {
  /** All jobs by status. */
  readonly counts: ReadonlyMap<string, number>;
  readonly waiting: number;
  readonly oldest: WaitingJob | undefined;
  /** Waiting jobs by the ID of the cause that AWS Batch tells; most tell none. */
  readonly waitingCauses: ReadonlyMap<string, number>;
  /** Requested by the running jobs, as far as known. */
  readonly runningVcpus: number;
  /** The number of running jobs whose vCPUs are unknown. */
  readonly unknownVcpus: number;
}

export const noLoad: QueueLoad = {
  counts: new Map(),
  waiting: 0,
  oldest: undefined,
  waitingCauses: new Map(),
  runningVcpus: 0,
  unknownVcpus: 0,
};

/** The load of each queue, by the name or ARN that its jobs have. */
export type QueueLoads = ReadonlyMap<string, QueueLoad>;

/** Looks at each job once, and yields often enough for time slices. */
export function* queueLoadsOf(rows: JobColumns): Generator<undefined, QueueLoads> {
  const { fields } = rows;
  const loads: Load[] = [];
  for (let row = 0; row < rows.length; row++) {
    if (rows.has(row)) {
      (loads[fields.jobQueue.code(row)] ??= new Load(rows)).add(row);
    }
    if (row % rowsPerStep === rowsPerStep - 1) {
      yield;
    }
  }
  const named = new Map<string, QueueLoad>();
  loads.forEach((load, code) => named.set(fields.jobQueue.values[code] ?? '', load.result()));
  return named;
}

const rowsPerStep = 2_000;

/** The load of a queue; jobs of older writers have its name instead of its ARN. */
export function loadOf(
  loads: QueueLoads,
  { arn, name }: { readonly arn: string; readonly name: string },
): QueueLoad {
  return loads.get(arn) ?? loads.get(name) ?? noLoad;
}

class Load {
  private readonly counts = new Map<string, number>();
  private waiting = 0;
  private oldest: WaitingJob | undefined;
  private readonly waitingCauses = new Map<string, number>();
  private runningVcpus = 0;
  private unknownVcpus = 0;

  constructor(private readonly rows: JobColumns) {}

  add(row: number): void {
    const { fields } = this.rows;
    const status = fields.status.get(row);
    this.counts.set(status, (this.counts.get(status) ?? 0) + 1);
    if (isTerminal(status)) {
      return;
    }
    if (isWaiting({ status, ...this.rows.arrayFields(row) })) {
      this.addWaiting(row);
    } else if (status === 'RUNNING') {
      const vcpus = fields.facts.get(row)?.vcpus;
      this.runningVcpus += vcpus ?? 0;
      this.unknownVcpus += vcpus === undefined ? 1 : 0;
    }
  }

  result(): QueueLoad {
    const { counts, waiting, oldest, waitingCauses, runningVcpus, unknownVcpus } = this;
    return { counts, waiting, oldest, waitingCauses, runningVcpus, unknownVcpus };
  }

  private addWaiting(row: number): void {
    const { jobId, jobName, createdAt, timestamp } = this.rows.fields;
    this.waiting++;
    const { causes } = this.rows.failures;
    const cause = causes.values[causes.code(row)] ?? '';
    if (cause !== '') {
      this.waitingCauses.set(cause, (this.waitingCauses.get(cause) ?? 0) + 1);
    }
    const created = createdAt.raw(row);
    const since = created > 0 ? created : timestamp.time(row);
    if (since < (this.oldest?.since ?? Infinity)) {
      this.oldest = { jobId: jobId.get(row), jobName: jobName.get(row), since };
    }
  }
}
