import { t } from '@vscode/l10n';
import { causeOf } from '../causes/causeOf';
import type { Job } from '../job/job';
import { isTerminal } from '../job/status';
import type { MediaStage } from './mediaStory';
import type { MissingStage } from './missingStages';

type StageState = 'succeeded' | 'active' | 'failed' | 'missing';

/** What became of one stage of a media item. */
export interface StripStage {
  readonly taskType: string;
  readonly state: StageState;
  /** Why it failed. */
  readonly cause?: string;
}

/** The stages of a media item in the order of time, then those that it lacks. */
export function stageStrip(
  stages: readonly MediaStage[],
  missing: readonly Pick<MissingStage, 'taskType'>[],
): readonly StripStage[] {
  return [
    ...stages.map(({ taskType, jobs }) => ({ taskType, ...stateOf(jobs) })),
    ...missing.map(({ taskType }) => ({ taskType, state: 'missing' as const })),
  ];
}

/** The newest job decides: those before it were its earlier attempts, unless they are still active. */
function stateOf(jobs: readonly Job[]): Omit<StripStage, 'taskType'> {
  const newest = jobs.at(-1);
  if (newest?.status === 'FAILED') {
    return { state: 'failed', cause: causeOf(newest).title };
  }
  return { state: jobs.every(({ status }) => isTerminal(status)) ? 'succeeded' : 'active' };
}

/** Text, because a row of a tree has one icon. */
const signs = { succeeded: '✓', active: '▸', failed: '✗', missing: '○' };

/** A row of the sidebar has no room for more. */
const maxSigns = 16;

/** One sign per stage. */
export const stripSigns = (strip: readonly StripStage[]): string =>
  strip
    .slice(0, maxSigns)
    .map(({ state }) => signs[state])
    .join('') + (strip.length > maxSigns ? '…' : '');

export const signedStage = ({ taskType, state }: StripStage): string =>
  `${signs[state]} ${taskType}`;

/** What the sign of a stage means, in words. */
export function stageStateText({ state, cause }: StripStage): string {
  switch (state) {
    case 'succeeded':
      return t('succeeded');
    case 'active':
      return t('active');
    case 'failed':
      return cause === undefined ? t('failed') : t('failed: {0}', cause);
    case 'missing':
      return t('missing');
  }
}
