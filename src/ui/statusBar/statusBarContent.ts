import { t } from '@vscode/l10n';
import type { RemedyCommand } from '../../core/diagnostics/errors';
import { formatCount } from '../../core/text/formatCount';
import { listLabel } from '../../core/text/escapeText';
import {
  freshnessOf,
  isRestricted,
  isSample,
  isSignedOut,
  type FeedState,
} from '../../data/feed/feedState';
import { statusBarLabel } from './statusBarLabel';
import { ageText, type StatusBarDetails } from './statusBarSentences';
import type { OfferedCommand } from '../base/commandTitles';
import { statusBarTooltip } from './statusBarTooltip';

export interface StatusBarContent {
  readonly text: string;
  /** Markdown, with icons and links to the commands. */
  readonly tooltip: string;
  readonly tooltipCommands: readonly OfferedCommand[];
  /** Only real failures count as an error; everything else keeps the default colours. */
  readonly isError: boolean;
  readonly isSample: boolean;
  readonly accessibleName: string;
  /** What a click opens, or the remedy's command. */
  readonly click: 'failedJobs' | 'dashboard' | RemedyCommand;
  /** The content depends on the time: it states the age of the jobs, or counts recent failures or stuck jobs. */
  readonly changesWithTime: boolean;
}

/** The content of the status bar; `undefined` before the first read. */
export function statusBarContent(details: StatusBarDetails): StatusBarContent | undefined {
  const { state, failed, failedWithinHours } = details;
  if (state.load.phase === 'idle') {
    return undefined;
  }
  const { markdown, links } = statusBarTooltip(details);
  const isFailing = state.updatedAt !== undefined && failed > 0;
  return {
    text: textOf(details),
    tooltip: markdown,
    tooltipCommands: links,
    isError: isFailing && !isSample(state),
    isSample: isSample(state),
    accessibleName: statusBarLabel(details),
    click: isFailing
      ? 'failedJobs'
      : state.load.phase === 'failed'
        ? state.load.error.command
        : 'dashboard',
    changesWithTime:
      state.updatedAt !== undefined &&
      (state.load.phase === 'failed' ||
        (failed > 0 && failedWithinHours !== undefined) ||
        details.mayGetStuck),
  };
}

function textOf(details: StatusBarDetails): string {
  const { state, waitMs, failed, failureCount, now } = details;
  const { load, updatedAt } = state;
  if (isSample(state)) {
    return sampleText(details);
  }
  const signedOut = isSignedOut(load);
  if (isRestricted(load)) {
    return named(t('{0} Batch: Restricted Mode', '$(shield)'), state);
  }
  if (updatedAt === undefined) {
    return load.phase !== 'failed'
      ? named('$(sync~spin) Batch', state)
      : named(signedOut ? t('{0} Batch: sign in', '$(key)') : '$(warning) Batch', state);
  }
  const stale = load.phase === 'failed';
  const icon = failed > 0 ? '$(error)' : signedOut ? '$(key)' : stale ? '$(warning)' : '$(pass)';
  const count = formatCount(failed);
  if (stale) {
    const age = ageText(now - updatedAt);
    return named(
      failureCount === 'all'
        ? t('{icon} {count} failed ({age} old)', { icon, count, age })
        : t('{icon} {count} unresolved ({age} old)', { icon, count, age }),
      state,
    );
  }
  const isOff = freshnessOf(state, waitMs).polling.mode === 'off';
  // Age is not worth a warning while refreshing is off, so an icon is enough.
  const text =
    failureCount === 'all'
      ? t('{icon} {count} failed', { icon, count })
      : t('{icon} {count} unresolved', { icon, count });
  return named(isOff ? `${text} $(sync-ignored)` : text, state);
}

const maxNameLength = 20;

/** Appends the connection's name, shortened for the narrow status bar. */
function named(text: string, { connection: { name } }: FeedState): string {
  return name === undefined ? text : `${text} · ${listLabel(name, maxNameLength)}`;
}

function sampleText({ state, failed, failureCount }: StatusBarDetails): string {
  const icon = '$(beaker)';
  return state.updatedAt === undefined
    ? t('{0} Sample', icon)
    : failureCount === 'all'
      ? t('{icon} Sample: {count} failed', { icon, count: formatCount(failed) })
      : t('{icon} Sample: {count} unresolved', { icon, count: formatCount(failed) });
}
