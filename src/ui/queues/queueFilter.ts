import { objectIn, textIn } from '../../core/base/json';
import type { DashboardView } from '../../core/filter/dashboardLink';
import { noFilter } from '../../core/filter/jobFilter';
import { queueName } from '../../core/job/arn';
import type { JobStatus } from '../../core/job/status';

const waitingStatuses: readonly JobStatus[] = ['SUBMITTED', 'PENDING', 'RUNNABLE'];

/** What the dashboard shows for a node of the queues view; undefined for any other argument of a command. */
export function viewOfQueueNode(target: unknown): DashboardView | undefined {
  const { kind, queue, arn, status, causeId, jobId } = objectIn(target);
  const ofQueue = (value: unknown): DashboardView => ({
    filter: { ...noFilter, queues: [queueName(textIn(value) ?? '')] },
  });
  switch (kind) {
    case 'queue':
      return ofQueue(arn);
    case 'status': {
      const { filter } = ofQueue(queue);
      return { filter: { ...filter, statuses: [textIn(status) ?? ''] } };
    }
    case 'cause': {
      const { filter } = ofQueue(queue);
      return {
        filter: { ...filter, causes: [textIn(causeId) ?? ''], statuses: [...waitingStatuses] },
      };
    }
    case 'oldest':
    case 'frontJob':
      return { ...ofQueue(queue), jobId: textIn(jobId) };
    default:
      return undefined;
  }
}
