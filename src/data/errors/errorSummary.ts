import { clipText } from '../../core/text/clipText';
import { messageOf } from '../../core/diagnostics/errors';
import { redactSecrets } from '../../core/text/redactSecrets';

const maxLength = 300;

/**
 * An error's message, short and redacted, for use within a sentence. For a wrong signature, AWS returns the
 * whole signed request including the session token, so only the first line is used.
 */
export function errorSummary(error: unknown): string {
  const [first = ''] = messageOf(error).trim().split('\n');
  return clipText(redactSecrets(first.trim()), maxLength);
}
