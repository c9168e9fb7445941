import { t } from '@vscode/l10n';
import type { DashboardView } from '../../core/filter/dashboardLink';
import type { Job } from '../../core/job/job';
import type { TaskTypes } from '../../core/job/taskTypes';
import { resolutionOfJob } from '../../core/store/rowResolution';
import type { JobStore } from '../../core/store/jobStore';
import { sampleDataTexts } from '../../core/text/sampleDataTexts';
import { isSample } from '../../data/feed/feedState';
import type { JobFeed } from '../../data/feed/jobFeed';
import type { Message } from '../../protocol/messages';
import type { ToHost } from '../../protocol/toHost';
import { clipboardTable } from './clipboardTable';
import type { MatchingJobsFinder } from './matchingJobs';

export interface CopyMessagesOptions {
  readonly store: JobStore;
  readonly taskTypes: TaskTypes;
  readonly feed: Pick<JobFeed, 'state'>;
  /** Copies a text and tells the user what was copied. */
  readonly copy: (text: string, what: string) => void;
  readonly linkOf: (view: DashboardView) => string;
  /** Tells the user why a request is refused. */
  readonly refuse: (reason: string) => void;
}

/** Copies jobs, and links to the dashboard, for the page. */
export class CopyMessages {
  constructor(
    private readonly options: CopyMessagesOptions,
    private readonly matching: Pick<MatchingJobsFinder, 'find'>,
  ) {}

  copyJobs({ what, target, columns }: Message<ToHost, 'copy'>): void {
    const { store, taskTypes, copy } = this.options;
    const copyJobs = (jobs: readonly Job[], isCut: boolean): void => {
      const { text, name } = clipboardTable(
        ...([jobs, what, columns] as const),
        taskTypes.of,
        jobId => resolutionOfJob(store, jobId),
      );
      copy(text, isCut ? t('the first {0}', name) : name);
    };
    if (target.kind === 'matching') {
      this.matching.find(target.except, ({ jobs, isCut }) => copyJobs(jobs, isCut));
    } else {
      const jobs = target.jobIds.flatMap(jobId => store.get(jobId) ?? []);
      copyJobs(jobs, false);
    }
  }

  copyLink({ filter, sort }: Message<ToHost, 'copyLink'>): void {
    const { copy, linkOf, refuse, feed } = this.options;
    if (isSample(feed.state)) {
      refuse(sampleDataTexts.noLink);
    } else {
      copy(linkOf({ filter, sort }), t('a link to this dashboard'));
    }
  }
}
