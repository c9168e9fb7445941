import { t } from '@vscode/l10n';
import { containersOf } from '../job/containers';
import { isCutEvent } from './truncationMarker';
import { attemptsOf, type EventAttempt } from './eventAttempts';
import { containerOf, type EventContainer } from './eventContainers';
import { settingsOf, type EventSettings } from './eventSettings';
import { isObject, textIn, type JsonObject } from '../base/json';
import { listed, type Listed } from '../base/truncated';
import { readRedacted } from './redactEnvironment';

export interface NamedText {
  readonly name: string;
  readonly text: string;
}

/** What a job's full event tells beyond its item; values of environment variables are not in it. */
export interface EventDetails {
  /** Parts of the event were left out when it was stored. */
  readonly isCut: boolean;
  readonly attempts: Listed<EventAttempt>;
  readonly containers: Listed<EventContainer>;
  readonly settings: EventSettings;
  readonly parameters: Listed<NamedText>;
  readonly tags: Listed<NamedText>;
}

/** `problem` is one sentence for the user. */
export type ReadDetails =
  | { readonly ok: true; readonly details: EventDetails }
  | { readonly ok: false; readonly problem: string };

/** The most parameters, tags or variables that are shown. */
const maxNames = 200;
const maxContainers = 20;

/**
 * Batch adds it to the tags in events, with the job's own ARN. It is no tag: nobody set it, and a job
 * without tags has it too.
 */
const pseudoTag = 'resourceArn';

/** What the event in a job's item tells. Nothing in the event is trusted to be there or of its kind. */
export function readEventDetails(
  jobId: string,
  item: Readonly<Record<string, unknown>> | undefined,
): ReadDetails {
  const read = readDetail(jobId, item);
  return read.ok ? { ok: true, details: detailsOf(read.detail, read.isCut) } : read;
}

/** `problem` is one sentence for the user. */
export type ReadDetail =
  | { readonly ok: true; readonly detail: JsonObject; readonly isCut: boolean }
  | { readonly ok: false; readonly problem: string };

/** The `detail` of the event in a job's item, without the values of environment variables. */
export function readDetail(
  jobId: string,
  item: Readonly<Record<string, unknown>> | undefined,
): ReadDetail {
  if (!item) {
    return problem(t('The job and its full event are no longer in the table.'));
  }
  const { fullEvent } = item;
  if (fullEvent === undefined || fullEvent === null || fullEvent === '') {
    return problem(t('The table has no full event for this job, so there are no more details.'));
  }
  if (typeof fullEvent !== 'string') {
    return problem(t('The stored full event is not a string, so there are no more details.'));
  }
  const read = readRedacted(fullEvent);
  if (!read.ok) {
    return problem(t('The stored full event is not valid JSON ({0}).', read.problem));
  }
  const detail = detailIn(read.value);
  if (!detail) {
    return problem(t('The stored full event contains no job details.'));
  }
  const otherId = textIn(detail['jobId']);
  if (otherId !== undefined && otherId !== jobId) {
    return problem(t('The stored full event belongs to another job.'));
  }
  return { ok: true, detail, isCut: isCutEvent(fullEvent) };
}

function problem(sentence: string): { readonly ok: false; readonly problem: string } {
  return { ok: false, problem: sentence };
}

/** Some writers keep the detail alone, or encode the event twice. */
function detailIn(value: unknown): JsonObject | undefined {
  if (typeof value === 'string') {
    const inner = readRedacted(value);
    return inner.ok && typeof inner.value !== 'string' ? detailIn(inner.value) : undefined;
  }
  if (!isObject(value)) {
    return undefined;
  }
  const { detail } = value;
  return detail === undefined ? value : isObject(detail) ? detail : undefined;
}

function detailsOf(detail: JsonObject, isCut: boolean): EventDetails {
  const containers = listed(containersOf(detail), maxContainers);
  return {
    isCut,
    attempts: attemptsOf(detail),
    containers: { shown: containers.shown.map(containerOf), more: containers.more },
    settings: settingsOf(detail),
    parameters: namedTexts(detail['parameters']),
    tags: namedTexts(detail['tags'], pseudoTag),
  };
}

function namedTexts(value: unknown, except?: string): Listed<NamedText> {
  const names = isObject(value) ? Object.keys(value).filter(name => name !== except) : [];
  const { shown, more } = listed(names, maxNames);
  return {
    shown: shown.map(name => ({ name, text: textOf(isObject(value) ? value[name] : undefined) })),
    more,
  };
}

/** Batch has texts alone; what other writers have is shown as JSON. */
function textOf(value: unknown): string {
  if (typeof value === 'string') {
    return value;
  }
  try {
    return JSON.stringify(value);
  } catch {
    return t('(nested too deeply)');
  }
}
