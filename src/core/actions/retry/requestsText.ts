import { t } from '@vscode/l10n';
import { isObject } from '../../base/json';
import { redacted } from '../../event/redacted';
import { escapeText } from '../../text/escapeText';
import type { SubmitRequest } from './submitRequest';

/** The request of a retry, with notes; or why the job cannot be retried. */
export type RequestOrReason =
  | { readonly ok: true; readonly request: SubmitRequest; readonly notes: readonly string[] }
  | { readonly ok: false; readonly reason: string };

const maxNameLength = 200;

/** The exact requests, as text to read before they are sent. Values of variables only if revealed. */
export function requestsText(
  requests: ReadonlyMap<string, RequestOrReason>,
  isRevealed: boolean,
): string {
  const parts = Array.from(requests, ([jobId, one]) =>
    one.ok
      ? [
          t('Retry of {0}:', escapeText(jobId, maxNameLength)),
          ...one.notes.map(note => `• ${note}`),
          JSON.stringify(isRevealed ? one.request : withoutValues(one.request), undefined, 2),
        ].join('\n')
      : t('Not retried: {id}. {reason}', {
          id: escapeText(jobId, maxNameLength),
          reason: one.reason,
        }),
  );
  const note = isRevealed ? [] : [t('The values of environment variables are hidden.')];
  return `${[t('SubmitJob requests to AWS Batch'), ...note, ...parts].join('\n\n')}\n`;
}

/** With the values of environment variables covered, at any depth. */
function withoutValues(value: unknown, isVariable = false): unknown {
  if (Array.isArray(value)) {
    return value.map(one => withoutValues(one, isVariable));
  }
  return isObject(value)
    ? Object.fromEntries(
        Object.entries(value).map(([key, one]) => [
          key,
          isVariable && key === 'value'
            ? redacted
            : withoutValues(one, key === 'environment' || key === 'env'),
        ]),
      )
    : value;
}
