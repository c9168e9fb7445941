import { t } from '@vscode/l10n';
import type { ReadDetails } from '../../core/event/eventDetails';
import { sentences } from '../../core/text/sentences';
import type { Completion } from '../../data/feed/completion';
import type { EventOutcome } from '../../protocol/details';
import { eventContent } from './eventContent';
import type { IsKnown } from './jobDetails';

/** What the page shows of a job's full event, and of what AWS Batch added to it. */
export function eventOutcome(
  read: ReadDetails,
  completion: Completion | undefined,
  isKnown: IsKnown,
): EventOutcome {
  const outcome: EventOutcome = read.ok
    ? eventContent(read.details, isKnown)
    : { kind: 'unreadable', message: read.problem };
  if (completion === undefined) {
    return outcome;
  }
  if (completion === 'completed') {
    const note = t('From AWS Batch, just now: the table does not have the complete event.');
    return outcome.kind === 'read' ? { ...outcome, note } : outcome;
  }
  const { message, remedy, snippet: statement } = completion;
  const reason = sentences(message, remedy);
  return outcome.kind === 'read'
    ? { ...outcome, note: outcome.note ? sentences(outcome.note, reason) : reason, statement }
    : { ...outcome, message: sentences(outcome.message, reason), statement };
}
