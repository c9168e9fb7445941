import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { makeJob } from '../../core/job/job';
import type { JobStore } from '../../core/store/jobStore';
import { sampleDataTexts } from '../../core/text/sampleDataTexts';
import { isSample } from '../../data/feed/feedState';
import type { JobFeed } from '../../data/feed/jobFeed';
import { copyWithWord } from '../base/clipboard';
import {
  copyableFacts,
  copyOutcome,
  type CopyableFactName,
  type CopyOutcome,
} from './copyableFacts';
import type { Dashboard } from '../dashboard/dashboard';
import { exceptionsOf, isOfMatching, jobIdsOfAll } from './jobTargets';
import type { PickJob } from './pickJob';

export interface CopyServices {
  readonly store: Pick<JobStore, 'get'>;
  readonly feed: Pick<JobFeed, 'state'>;
  readonly dashboard: Pick<Dashboard, 'matchingJobs'>;
  readonly pickJob: PickJob;
  readonly linkOf: Parameters<typeof copyableFacts>[0];
}

/** Why a link to a made-up job is not made: whoever has it would find nothing there, or another job. */
const refusals: Readonly<Partial<Record<CopyableFactName, string>>> = {
  get link() {
    return sampleDataTexts.noLink;
  },
  get consoleLink() {
    return sampleDataTexts.noAwsLink;
  },
};

/** Copies a fact of the given job, or of each of several, a line each, or of one that is picked. */
export const copyFact =
  (name: CopyableFactName, { store, feed, dashboard, pickJob, linkOf }: CopyServices) =>
  async (target?: unknown, targets?: unknown): Promise<void> => {
    const refusal = isSample(feed.state) ? refusals[name] : undefined;
    if (refusal !== undefined) {
      void vscode.window.showInformationMessage(refusal);
      return;
    }
    const fact = copyableFacts(linkOf)[name];
    if (isOfMatching(target)) {
      const matching = await dashboard.matchingJobs(exceptionsOf(target));
      if (matching) {
        await put(copyOutcome(fact, matching.jobs, 0, matching.isCut));
      }
      return;
    }
    const picked = target === undefined ? await pickJob(fact.title()) : undefined;
    const jobIds = picked === undefined ? jobIdsOfAll(target, targets) : [picked];
    const known = jobIds.flatMap(jobId => store.get(jobId) ?? []);
    // An id is one also when its job is gone.
    const jobs = name === 'id' ? jobIds.map(jobId => makeJob({ jobId })) : known;
    if (jobIds.length > 0) {
      await put(copyOutcome(fact, jobs, jobIds.length - jobs.length));
    } else if (target !== undefined) {
      void vscode.window.showInformationMessage(t('Select a job first.'));
    }
  };

/** A copy of all that was asked for is told in passing; what is missing stays to be read. */
async function put({ text, sentences, isPartial }: CopyOutcome): Promise<void> {
  const said = sentences.join(' ');
  if (text !== undefined) {
    await copyWithWord(text, isPartial ? undefined : said);
  }
  if (text === undefined || isPartial) {
    void vscode.window.showInformationMessage(said);
  }
}
