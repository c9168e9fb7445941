import { reasonAgainst, type ActionSubject } from './jobActions';

/** A user's marks, as menus need them. */
export interface Marked {
  readonly isBroken: boolean;
  readonly isAcknowledged: boolean;
}

/** Words for the `when` clauses of menus, to be looked for as whole words. */
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

/** Of a menu that is about many jobs: what does not fit some of them may fit others. */
export const contextValueOfMany: readonly string[] = [
  'job',
  'retryable',
  'abortable',
  'broken',
  'unbroken',
  'acknowledgeable',
  'acknowledged',
];
