import { isAbort, isUserError } from '../../core/diagnostics/errors';
import type { Job } from '../../core/job/job';
import type { FrontOfQueue } from '../../core/queues/frontOfQueue';
import { hasPosition, waitReasons } from '../../core/queues/waitReasons';
import type { QueueFeed } from './queueFeed';

type Queues = Pick<QueueFeed, 'viewOf' | 'snapshot'>;

/** Why a job waits, as far as its queue tells; nothing if AWS does not allow to read the queue. */
export async function readWaitReasons(queues: Queues, job: Job): Promise<readonly string[]> {
  const view = await queues.viewOf(job.jobQueue);
  if (!view) {
    return [];
  }
  const front = hasPosition(job) ? await frontOf(queues, view.queue.arn) : undefined;
  return waitReasons(job, view, front);
}

/** The queue says enough without its front, which not every type of queue has. */
async function frontOf(queues: Queues, arn: string): Promise<FrontOfQueue | undefined> {
  try {
    return (await queues.snapshot(arn)).front;
  } catch (error) {
    if (isUserError(error) || isAbort(error)) {
      return undefined;
    }
    throw error;
  }
}
