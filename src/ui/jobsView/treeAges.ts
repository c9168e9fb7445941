import type { StuckLimits } from '../../core/job/stuckJobs';
import type { JobStore } from '../../core/store/jobStore';
import { jobFlags, type JobFlags } from './jobFlags';
import type { JobLeaf } from './jobNode';

/** Knows which rows and tooltips show an age, and so become outdated without an event. */
export class TreeAges {
  /** Jobs last rendered as stuck. */
  private readonly shownStuck = new WeakSet<JobLeaf>();
  /** Jobs with a resolved tooltip: VS Code caches it until a refresh, but it contains ages. */
  private readonly hovered = new Set<JobLeaf>();

  rowShown(node: JobLeaf, { isStuck }: JobFlags): void {
    if (isStuck) {
      this.shownStuck.add(node);
    } else {
      this.shownStuck.delete(node);
    }
  }

  tooltipShown(node: JobLeaf): void {
    this.hovered.add(node);
  }

  /** VS Code drops all tooltips when it refreshes the whole tree. */
  forgetTooltips(): void {
    this.hovered.clear();
  }

  /** The nodes to refresh: those with a tooltip, and jobs that have become stuck. */
  drainOutdated(
    nodes: Iterable<JobLeaf>,
    store: Pick<JobStore, 'isMarked' | 'hasChildren'>,
    stuckLimits: StuckLimits,
    now: number,
  ): JobLeaf[] {
    const stuck = [...nodes].filter(
      node => jobFlags(node.job, store, stuckLimits, now).isStuck && !this.shownStuck.has(node),
    );
    const outdated = new Set([...this.hovered, ...stuck]);
    this.hovered.clear();
    return [...outdated];
  }
}
