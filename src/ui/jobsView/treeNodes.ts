import type { Job } from '../../core/job/job';
import type { GroupingId } from '../../core/tree/jobGrouping';
import type { GroupPath } from '../../core/tree/jobGroup';
import type { GroupNode, JobLeaf, JobNode } from './jobNode';

type JobParent = GroupNode | JobLeaf;

/** The nodes VS Code knows. It refreshes and selects by object identity, so each node keeps its object. */
export class TreeNodes {
  private readonly groups = new Map<string, GroupNode>();
  private readonly jobs = new Map<JobParent, ReadonlyMap<string, JobLeaf>>();

  /** The node of a group, if it was requested before. */
  find(path: GroupPath): GroupNode | undefined {
    return this.groups.get(JSON.stringify(path));
  }

  group(grouping: GroupingId, path: GroupPath): GroupNode {
    const node = this.find(path) ?? { kind: 'group', grouping, path };
    this.groups.set(JSON.stringify(path), node);
    return node;
  }

  /** The nodes of the jobs now visible below a parent; drops those no longer visible. */
  jobsOf(parent: JobParent, jobs: readonly Job[]): JobLeaf[] {
    const before = this.jobs.get(parent);
    const nodes = jobs.map(job => {
      const node: JobLeaf = before?.get(job.jobId) ?? { kind: 'job', job, parent: parent };
      node.job = job;
      return node;
    });
    const visible = new Set(nodes);
    before?.forEach(node => {
      if (!visible.has(node)) {
        this.forget(node);
      }
    });
    this.jobs.set(parent, new Map(nodes.map(node => [node.job.jobId, node])));
    return nodes;
  }

  *allJobs(): Generator<JobLeaf, void> {
    for (const nodes of this.jobs.values()) {
      yield* nodes.values();
    }
  }

  /** The known nodes of changed groups and parents, without those inside another, which refreshes them too. */
  changed(groups: readonly GroupPath[], parents: ReadonlySet<string>): JobNode[] {
    const changed = new Set<JobNode>(groups.flatMap(path => this.find(path) ?? []));
    if (parents.size > 0) {
      for (const node of this.allJobs()) {
        const isParent = node.parent?.kind === 'group' && parents.has(node.job.jobId);
        if (isParent && !this.isWithin(node, changed)) {
          changed.add(node);
        }
      }
    }
    return [...changed];
  }

  /** Drops all groups except these top-level ones and their descendants. */
  retainTop(paths: readonly GroupPath[]): void {
    const tops = new Set(paths.map(([top]) => top));
    for (const [key, node] of this.groups) {
      if (!tops.has(node.path[0])) {
        this.groups.delete(key);
        this.forget(node);
      }
    }
  }

  clear(): void {
    this.groups.clear();
    this.jobs.clear();
  }

  /** Whether one of the job's enclosing groups is in `nodes`. */
  private isWithin({ parent }: JobLeaf, nodes: ReadonlySet<JobNode>): boolean {
    return (
      parent?.kind === 'group' &&
      parent.path.some((_, level) => {
        const node = this.find(parent.path.slice(0, level + 1));
        return node !== undefined && nodes.has(node);
      })
    );
  }

  private forget(parent: JobParent): void {
    this.jobs.get(parent)?.forEach(child => this.forget(child));
    this.jobs.delete(parent);
  }
}
