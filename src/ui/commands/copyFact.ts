import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { makeJob } from '../../core/job/job';
import type { JobStore } from '../../core/store/jobStore';
import { sampleDataTexts } from '../../core/text/sampleDataTexts';
import { isSample } from '../../data/feed/feedState';
import type { JobFeed } from '../../data/feed/jobFeed';
import { copyWithMessage } from '../base/clipboard';
import {
  copyableFacts,
  copyOutcome,
  type CopyableFactName,
  type CopyOutcome,
} from './copyableFacts';
import type { Dashboard } from '../dashboard/dashboard';
import { targetOf } from './jobTargets';
import type { PickJob } from './pickJob';

export interface CopyServices {
  readonly store: Pick<JobStore, 'get'>;
  readonly feed: Pick<JobFeed, 'state'>;
  readonly dashboard: Pick<Dashboard, 'matchingJobs'>;
  readonly pickJob: PickJob;
  readonly linkOf: Parameters<typeof copyableFacts>[0];
}

/** Why sample jobs have no links: for other users they would lead nowhere, or to another job. */
const refusals: Readonly<Partial<Record<CopyableFactName, string>>> = {
  get link() {
    return sampleDataTexts.noLink;
  },
  get consoleLink() {
    return sampleDataTexts.noAwsLink;
  },
};

/** Copies a fact of each given job, one per line, or of a job that the user picks. */
export const copyFact =
  (name: CopyableFactName, { store, feed, dashboard, pickJob, linkOf }: CopyServices) =>
  async (target?: unknown, targets?: unknown): Promise<void> => {
    const refusal = isSample(feed.state) ? refusals[name] : undefined;
    if (refusal !== undefined) {
      void vscode.window.showInformationMessage(refusal);
      return;
    }
    const fact = copyableFacts(linkOf)[name];
    const given = targetOf(target, targets);
    if (given?.kind === 'matching') {
      const matching = await dashboard.matchingJobs(given.except);
      if (matching) {
        await copyAndReport(copyOutcome(fact, matching.jobs, 0, matching.isCut));
      }
      return;
    }
    const picked = target === undefined ? await pickJob(fact.title()) : undefined;
    const ofJobs = given?.kind === 'some' ? given.jobIds : [];
    const jobIds = picked === undefined ? ofJobs : [picked];
    const known = jobIds.flatMap(jobId => store.get(jobId) ?? []);
    // An id can be copied even if its job is gone.
    const jobs = name === 'id' ? jobIds.map(jobId => makeJob({ jobId })) : known;
    if (jobIds.length > 0) {
      await copyAndReport(copyOutcome(fact, jobs, jobIds.length - jobs.length));
    } else if (target !== undefined) {
      void vscode.window.showInformationMessage(t('Select a job first.'));
    }
  };

/** Confirms a complete copy in the status bar; reports missing values in a notification, which stays. */
async function copyAndReport({ text, sentences, isPartial }: CopyOutcome): Promise<void> {
  const message = sentences.join(' ');
  if (text !== undefined) {
    await copyWithMessage(text, isPartial ? undefined : message);
  }
  if (text === undefined || isPartial) {
    void vscode.window.showInformationMessage(message);
  }
}
