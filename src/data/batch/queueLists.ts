import type { JobSummary } from '@aws-sdk/client-batch';
import { minuteMs } from '../../core/base/timeUnits';

/** A job may show up in a list this long after it was created. */
const overlapMs = 2 * minuteMs;

/** How far the list of a queue's jobs by their creation has been read. */
export class QueueList {
  private newest: number;
  /** By our clock, when the newest job was first seen. */
  private seenAt: number | undefined;
  private isDone = false;

  constructor(
    readonly queue: string,
    private readonly since: number,
  ) {
    this.newest = since;
  }

  /** From when on to list: jobs created at the same moment as the newest one must not be lost. */
  startOf(now: number): number {
    if (!this.isDone) {
      return this.since;
    }
    // After a burst, each read would otherwise list all of it until a newer job is created.
    const isSettled = this.seenAt !== undefined && Math.abs(now - this.seenAt) > overlapMs;
    return Math.max(this.since, this.newest - (isSettled ? 1 : overlapMs));
  }

  /** A page of the list was applied. */
  found(jobs: readonly JobSummary[], now: number): void {
    for (const { createdAt = 0 } of jobs) {
      if (createdAt > this.newest) {
        this.newest = createdAt;
        this.seenAt = now;
      }
    }
  }

  /** The list was read to its end. */
  done(): void {
    this.isDone = true;
  }
}

/** The queues that are read. */
export class QueueLists {
  private lists = new Map<string, QueueList>();

  get all(): readonly QueueList[] {
    return [...this.lists.values()];
  }

  get names(): ReadonlySet<string> {
    return new Set(this.lists.keys());
  }

  get(queue: string): QueueList | undefined {
    return this.lists.get(queue);
  }

  /** Makes these the queues, and keeps what is known of those that stay. */
  set(queues: readonly string[], since: number): void {
    this.lists = new Map(
      queues.map(queue => [queue, this.lists.get(queue) ?? new QueueList(queue, since)]),
    );
  }
}
