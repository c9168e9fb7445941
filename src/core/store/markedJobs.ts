import { markNames, type JobMark } from '../job/jobMarks';

/** Ids of the jobs that have a mark, in the store or not (yet). */
export class MarkedJobs {
  private readonly ids: Readonly<Record<JobMark, Set<string>>> = {
    broken: new Set(),
    acknowledged: new Set(),
  };

  has(jobId: string, mark: JobMark): boolean {
    return this.ids[mark].has(jobId);
  }

  /** Whether no job has any mark, as in most tables. */
  get isEmpty(): boolean {
    const { broken, acknowledged } = this.ids;
    return broken.size + acknowledged.size === 0;
  }

  /** Those with the mark that are not among these. */
  others(mark: JobMark, jobIds: ReadonlySet<string>): readonly string[] {
    return [...this.ids[mark]].filter(jobId => !jobIds.has(jobId));
  }

  /** Returns whether this changed anything. */
  set(jobId: string, mark: JobMark, isOn: boolean): boolean {
    const ids = this.ids[mark];
    if (ids.has(jobId) === isOn) {
      return false;
    }
    if (isOn) {
      ids.add(jobId);
    } else {
      ids.delete(jobId);
    }
    return true;
  }

  clear(): void {
    markNames.forEach(mark => this.ids[mark].clear());
  }
}
