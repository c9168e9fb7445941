import { clipText } from '../../core/text/clipText';
import { messageOf } from '../../core/diagnostics/errors';
import { redactSecrets } from '../../core/text/redactSecrets';

const maxLength = 300;

/**
 * What an error says, as it can be put into a sentence of ours. AWS explains a wrong signature by the whole
 * signed request, with the session token in it: the first line is enough.
 */
export function errorSummary(error: unknown): string {
  const [first = ''] = messageOf(error).trim().split('\n');
  return clipText(redactSecrets(first.trim()), maxLength);
}
