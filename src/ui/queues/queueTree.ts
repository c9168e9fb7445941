import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { isAbort } from '../../core/diagnostics/errors';
import { compareStatuses } from '../../core/job/status';
import { loadOf, type QueueLoad, type QueueLoads } from '../../core/queues/queueLoad';
import { queueProblems } from '../../core/queues/queueProblems';
import { fractionOf } from '../../core/queues/queueUtilization';
import { maxVcpusOf, type QueueView } from '../../core/queues/queueView';
import { formatCount } from '../../core/text/formatCount';
import type { JobStore } from '../../core/store/jobStore';
import type { Disposable } from '../../core/base/emitter';
import type { QueueSnapshot } from '../../data/batch/queueReader';
import { asUserError } from '../../data/feed/feedError';
import type { QueueFeed } from './queueFeed';
import { queueItem } from './queueItem';
import type { QueueNode, QueueRoot } from './queueNode';

export interface QueueTreeOptions {
  readonly feed: Pick<QueueFeed, 'state' | 'snapshot'>;
  readonly loads: { readonly current: QueueLoads };
  readonly store: Pick<JobStore, 'get'>;
  readonly now: () => number;
}

/** The queues of the region, each with its jobs, compute environments and the front of the queue. */
export class QueueTree implements vscode.TreeDataProvider<QueueNode>, Disposable {
  private readonly changed = new vscode.EventEmitter<undefined>();
  private roots: QueueNode[] = [];

  readonly onDidChangeTreeData = this.changed.event;

  constructor(private readonly options: QueueTreeOptions) {}

  /** Nodes have IDs, so expansion and selection survive. */
  refresh(): void {
    this.changed.fire(undefined);
  }

  /** The node of a queue, by its name. */
  find(name: string): QueueRoot | undefined {
    return this.roots.find(
      (node): node is QueueRoot => node.kind === 'queue' && node.view.queue.name === name,
    );
  }

  getTreeItem(node: QueueNode): vscode.TreeItem {
    const load = node.kind === 'queue' ? this.loadOf(node.view) : undefined;
    return queueItem(node, load, this.options.now());
  }

  getParent(): undefined {
    // Only queues are revealed.
    return undefined;
  }

  async getChildren(node?: QueueNode): Promise<QueueNode[]> {
    switch (node?.kind) {
      case undefined:
        this.roots = this.rootNodes();
        return this.roots;
      case 'queue':
        return this.partsOf(node.view);
      case 'environments':
        return environmentNodes(node.view);
      case 'utilization':
        return this.nodesOfSnapshot(node.view, this.utilizationNodes);
      case 'front':
        return this.nodesOfSnapshot(node.view, this.frontNodes);
      case 'error':
      case 'problem':
      case 'status':
      case 'cause':
      case 'oldest':
      case 'vcpus':
      case 'environment':
      case 'usage':
      case 'share':
      case 'note':
      case 'frontJob':
        return [];
    }
  }

  dispose(): void {
    this.changed.dispose();
  }

  private rootNodes(): QueueNode[] {
    const { views, error, reading } = this.options.feed.state;
    const errors = [error, reading?.environmentsError];
    return [
      ...errors.flatMap(one => (one ? [{ kind: 'error', queue: '', error: one } as const] : [])),
      ...views.map(view => ({ kind: 'queue', view, arn: view.queue.arn }) as const),
    ];
  }

  private loadOf({ queue }: QueueView): QueueLoad {
    return loadOf(this.options.loads.current, queue);
  }

  private partsOf(view: QueueView): QueueNode[] {
    const { arn: queue } = view.queue;
    const { counts, oldest, waitingCauses, runningVcpus, unknownVcpus } = this.loadOf(view);
    const causes = [...waitingCauses].sort(([, a], [, b]) => b - a);
    const max = maxVcpusOf(view);
    const statuses = [...counts].sort(([a], [b]) => compareStatuses(a, b));
    return [
      ...queueProblems(view).map(problem => ({ kind: 'problem', queue, problem }) as const),
      ...causes.map(([causeId, count]) => ({ kind: 'cause', queue, causeId, count }) as const),
      ...statuses.map(([status, count]) => ({ kind: 'status', queue, status, count }) as const),
      ...(oldest ? [{ kind: 'oldest', queue, job: oldest, jobId: oldest.jobId } as const] : []),
      ...(max !== undefined || runningVcpus > 0
        ? [{ kind: 'vcpus', queue, used: runningVcpus, isAtLeast: unknownVcpus > 0, max } as const]
        : []),
      ...(view.environments.length > 0 ? [{ kind: 'environments', view } as const] : []),
      { kind: 'utilization', view },
      { kind: 'front', view },
    ];
  }

  private async nodesOfSnapshot(
    { queue: { arn } }: QueueView,
    nodesOf: (queue: string, snapshot: QueueSnapshot) => QueueNode[],
  ): Promise<QueueNode[]> {
    try {
      return nodesOf(arn, await this.options.feed.snapshot(arn));
    } catch (error) {
      return isAbort(error) ? [] : [{ kind: 'error', queue: arn, error: asUserError(error) }];
    }
  }

  private readonly utilizationNodes = (
    queue: string,
    { utilization: { total, shares, moreShares, updatedAt } }: QueueSnapshot,
  ): QueueNode[] => [
    ...total.map(usage => ({ kind: 'usage', queue, usage, updatedAt }) as const),
    ...shares.map(share => {
      const fraction = fractionOf(share, total);
      return { kind: 'share', queue, share, fraction } as const;
    }),
    ...(moreShares > 0 ? [noteNode(queue, t('and {0} more', formatCount(moreShares)))] : []),
    ...(total.length + shares.length > 0
      ? []
      : [noteNode(queue, t('AWS Batch reports no capacity in use'))]),
  ];

  private readonly frontNodes = (queue: string, { front }: QueueSnapshot): QueueNode[] =>
    front.length === 0
      ? [noteNode(queue, t('No runnable jobs'))]
      : front.map((job, index) => ({
          kind: 'frontJob',
          queue,
          position: index + 1,
          job,
          jobName: this.options.store.get(job.jobId)?.jobName,
          jobId: job.jobId,
        }));
}

const noteNode = (queue: string, text: string): QueueNode => ({ kind: 'note', queue, text });

const environmentNodes = ({ queue, environments }: QueueView): QueueNode[] =>
  environments.map((environment, index) => ({
    kind: 'environment',
    queue: queue.arn,
    order: index + 1,
    environment,
    arn: environment.arn,
  }));
