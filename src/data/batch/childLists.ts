import type { JobStatus, ListJobsRequest } from '@aws-sdk/client-batch';
import { isTerminal, jobStatuses } from '../../core/job/status';
import { childrenInStatus, nodesInStatus } from './batchRequests';

interface Parent {
  readonly queue: string;
  readonly kind: 'array' | 'nodes';
  readonly hasEnded: boolean;
  readonly counts: Readonly<Partial<Record<JobStatus, number>>>;
}

export interface ChildList {
  readonly parentId: string;
  readonly queue: string;
  /** Requests for the first pages. */
  readonly requests: readonly ((nextToken?: string) => ListJobsRequest)[];
  /** Call when all pages were applied. */
  readonly done: () => void;
}

/**
 * Which children and nodes are worth a call: the failed ones of each array, all of a job that the user opened, and
 * again only when the counts of the array changed.
 */
export class ChildLists {
  private readonly parents = new Map<string, Parent>();
  private readonly opened = new Set<string>();
  /** By parent, what was counted when its children were last listed. */
  private readonly listed = new Map<string, string>();

  /** The user opened the job: all its children are listed from the next read on. */
  open(jobId: string): void {
    this.opened.add(jobId);
  }

  update(queue: string, { jobId, status, arrayProperties, nodeProperties }: ParentFields): void {
    const hasEnded = isTerminal(status ?? '');
    if (arrayProperties?.size !== undefined && arrayProperties.index === undefined) {
      const counts = arrayProperties.statusSummary ?? {};
      this.parents.set(jobId, { queue, kind: 'array', hasEnded, counts });
    } else if (nodeProperties?.numNodes !== undefined) {
      this.parents.set(jobId, { queue, kind: 'nodes', hasEnded, counts: {} });
    }
  }

  due(): ChildList[] {
    return [...this.parents].flatMap(([parentId, parent]) => {
      const isOpen = this.opened.has(parentId);
      const statuses = statusesOf(parent, isOpen);
      const key = JSON.stringify([isOpen, statuses.map(status => [status, parent.counts[status]])]);
      if (statuses.length === 0 || this.listed.get(parentId) === key) {
        return [];
      }
      const request = parent.kind === 'array' ? childrenInStatus : nodesInStatus;
      return [
        {
          parentId,
          queue: parent.queue,
          requests: statuses.map(
            status => (nextToken?: string) => request(parentId, status, nextToken),
          ),
          done: () => {
            // Nothing counts the nodes, so they are listed again until their job has ended.
            if (parent.kind === 'array' || parent.hasEnded) {
              this.listed.set(parentId, key);
            }
          },
        },
      ];
    });
  }
}

/** What lists and descriptions tell of a parent. */
interface ParentFields {
  readonly jobId: string;
  readonly status?: JobStatus | undefined;
  readonly arrayProperties?:
    | {
        readonly size?: number | undefined;
        readonly index?: number | undefined;
        readonly statusSummary?: Parent['counts'] | undefined;
      }
    | undefined;
  readonly nodeProperties?: { readonly numNodes?: number | undefined } | undefined;
}

function statusesOf({ kind, counts }: Parent, isOpen: boolean): readonly JobStatus[] {
  if (kind === 'nodes') {
    return isOpen ? jobStatuses : [];
  }
  const present = jobStatuses.filter(status => (counts[status] ?? 0) > 0);
  return isOpen ? present : present.filter(status => status === 'FAILED');
}
