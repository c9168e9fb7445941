import type { Cause, CauseCategory, CauseFields } from './cause';
import type { CauseRule } from './causeRule';
import { causeRules } from './causeRules';
import { cluesOf, type Clues } from './clues';
import { foldText } from './foldText';
import { TextPatterns } from './textPatterns';

/** Why a job failed, or why it waits, from its reasons and its exit code alone. */
export function causeOf(job: CauseFields): Cause {
  const clues = cluesOf(job);
  const rule = ruleFor(clues);
  const [title, explanation, remedy] = rule.words();
  const { id, category, source } = rule;
  return { id, category, sure: isSure(rule, clues), title, explanation, remedy, source };
}

/** Its `id`, without looking any text up. */
export const causeIdOf = (job: CauseFields): string => ruleFor(cluesOf(job)).id;

/** The id of the cause for which a waiting job is not placed; undefined if its reason says nothing about that. */
export function waitingCauseIdOf(job: CauseFields): string | undefined {
  const { id, category } = ruleFor(cluesOf(job));
  return reasonsToWait.has(category) || id === 'blocked-undetermined' ? id : undefined;
}

const reasonsToWait: ReadonlySet<string> = new Set<CauseCategory>([
  'capacity',
  'configuration',
  'permissions',
]);

/** The category of a known cause; empty for others. */
export const categoryOf = (causeId: string): string => ruleOf(causeId)?.category ?? '';

/** What a known cause is and what to do about it; empty texts for others. */
export function describeCause(causeId: string): Pick<Cause, 'explanation' | 'remedy' | 'source'> {
  const rule = ruleOf(causeId);
  const [, explanation, remedy] = rule?.words() ?? ['', '', ''];
  return { explanation, remedy, source: rule?.source ?? '' };
}

/** The title of a known cause; others are shown by their id, as one that a later version wrote. */
export const causeTitle = (causeId: string): string => ruleOf(causeId)?.words()[0] ?? causeId;

const ruleOf = (causeId: string): CauseRule | undefined =>
  causeRules.find(({ id }) => id === causeId);

/**
 * The most telling line of a job's reasons, with everything folded that differs from job to job, so that like
 * failures are alike.
 */
export function signatureOf({ reason, statusReason, facts }: CauseFields): string {
  const texts = [reason, statusReason, facts?.blocked?.reason];
  return texts.map(text => foldText(text ?? '')).find(text => text !== '') ?? '';
}

function ruleFor(clues: Clues): CauseRule {
  const found = compiledRules().find(({ rule, patterns }) => matches(rule, patterns, clues));
  if (!found) {
    throw new Error('The last cause matches every job.');
  }
  return found.rule;
}

interface CompiledRule {
  readonly rule: CauseRule;
  readonly patterns: TextPatterns | undefined;
}

let compiled: readonly CompiledRule[] | undefined;

/** Compiled at the first failure rather than while modules load. */
const compiledRules = (): readonly CompiledRule[] =>
  (compiled ??= causeRules.map(rule => ({
    rule,
    patterns: rule.texts && new TextPatterns(rule.texts),
  })));

function matches(
  { within, when }: CauseRule,
  patterns: TextPatterns | undefined,
  clues: Clues,
): boolean {
  const reasons = within === undefined ? clues.reasons : [clues.statusReason];
  return (
    (when?.(clues) ?? true) &&
    (patterns === undefined || reasons.some(reason => patterns.areIn(reason)))
  );
}

const isSure = ({ sure }: CauseRule, clues: Clues): boolean =>
  typeof sure === 'boolean' ? sure : sure(clues);
