import { reasonAgainst, type ActionSubject } from './jobActions';

/** The marks of a job, for menus. */
export interface Marked {
  readonly isBroken: boolean;
  readonly isAcknowledged: boolean;
}

/** Keywords for the `when` clauses of menus, which match them as whole words. */
export function jobContextValue(
  job: ActionSubject,
  { isBroken, isAcknowledged }: Marked,
): string[] {
  const can = (action: 'retry' | 'abort'): boolean =>
    reasonAgainst(action, job, isBroken) === undefined;
  const words: readonly [string, boolean][] = [
    ['job', true],
    ['retryable', can('retry')],
    ['abortable', can('abort')],
    [isBroken ? 'broken' : 'unbroken', true],
    ['acknowledgeable', job.status === 'FAILED' && !isAcknowledged],
    ['acknowledged', isAcknowledged],
  ];
  return words.flatMap(([word, holds]) => (holds ? [word] : []));
}

/** For a menu on several jobs: an action that does not apply to some may apply to others. */
export const contextValueOfMany: readonly string[] = [
  'job',
  'retryable',
  'abortable',
  'broken',
  'unbroken',
  'acknowledgeable',
  'acknowledged',
];
