import { objectIn, textIn } from '../../core/base/json';
import type { DashboardView } from '../../core/filter/dashboardLink';
import { noFilter } from '../../core/filter/jobFilter';
import { queueName } from '../../core/job/arn';

/** What the dashboard shows for a node of the queues view; undefined for any other argument of a command. */
export function viewOfQueueNode(target: unknown): DashboardView | undefined {
  const { kind, queue, arn, status, jobId } = objectIn(target);
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
    case 'oldest':
    case 'frontJob':
      return { ...ofQueue(queue), jobId: textIn(jobId) };
    default:
      return undefined;
  }
}
