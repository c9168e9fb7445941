import type { Job } from '../../core/job/job';
import { jobOf } from '../../core/job/jobItem';
import type { ItemPage } from './jobTable';

/** The jobs of one page, and what reading it cost. */
export interface JobPage {
  readonly jobs: readonly Job[];
  /** The number of items without a readable job. */
  readonly malformed: number;
  /** Read capacity units. */
  readonly readUnits: number;
}

/** Several pages combined. */
export interface JobsRead extends JobPage {
  /** Whether these are all pages. */
  readonly isComplete: boolean;
}

/** The jobs in pages of items. */
export async function* jobPages(pages: AsyncIterable<ItemPage>): AsyncGenerator<JobPage> {
  for await (const { items, readUnits } of pages) {
    const jobs = items.map(jobOf).flatMap(read => (read.ok ? [read.job] : []));
    yield { jobs, malformed: items.length - jobs.length, readUnits };
  }
}

/** Reads pages and combines them, until there are `maxItems`. */
export async function collect(
  pages: AsyncIterable<JobPage>,
  maxItems = Infinity,
): Promise<JobsRead> {
  const jobs: Job[] = [];
  let malformed = 0;
  let readUnits = 0;
  for await (const page of pages) {
    jobs.push(...page.jobs);
    malformed += page.malformed;
    readUnits += page.readUnits;
    if (jobs.length + malformed >= maxItems) {
      return { jobs, malformed, readUnits, isComplete: false };
    }
  }
  return { jobs, malformed, readUnits, isComplete: true };
}
