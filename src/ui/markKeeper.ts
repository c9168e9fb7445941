import type { JobMark } from '../core/jobMarks';
import type { JobStore } from '../core/jobStore';

/** Sets and lifts marks of jobs. */
export class MarkKeeper {
  constructor(private readonly store: JobStore) {}

  set(mark: JobMark, jobIds: readonly string[], isOn: boolean): Promise<void> {
    this.store.setMark(mark, jobIds, isOn);
    return Promise.resolve();
  }
}
