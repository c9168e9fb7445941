import type { DetailsFlow } from './detailsFlow';

/**
 * What the user looks at while jobs change: an open job, whose row stays in its place, or selected rows, for which
 * the list stays where it is. Undefined if nothing is open or selected: the list then follows new jobs at its top.
 */
export function heldRow(
  { isOpen, jobId }: Pick<DetailsFlow, 'isOpen' | 'jobId'>,
  selectedCount: number,
): { readonly jobId?: string | undefined } | undefined {
  return isOpen ? { jobId } : selectedCount > 0 ? {} : undefined;
}
