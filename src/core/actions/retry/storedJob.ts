import { t } from '@vscode/l10n';
import { isObject, objectIn, type JsonObject } from '../../base/json';
import { redacted } from '../../event/redacted';
import { isCutEvent } from '../../event/truncationMarker';

export type StoredJob =
  { readonly ok: true; readonly job: JsonObject } | { readonly ok: false; readonly reason: string };

/** A job that AWS Batch has deleted, from its stored event, if that is whole. */
export function storedJob(fullEvent: string | undefined): StoredJob {
  const problem = t('AWS Batch no longer has this job.');
  const refuse = (reason: string): StoredJob => ({ ok: false, reason: `${problem} ${reason}` });
  if (fullEvent === undefined || fullEvent === '') {
    return refuse(t('No event of it is stored, so it cannot be rebuilt.'));
  }
  if (isCutEvent(fullEvent)) {
    return refuse(t('Its stored event was shortened, so it cannot be rebuilt.'));
  }
  if (fullEvent.includes(redacted)) {
    return refuse(t('Its stored event has redacted values, so it cannot be rebuilt.'));
  }
  const job = detailOf(fullEvent);
  return job ? { ok: true, job } : refuse(t('Its stored event cannot be read.'));
}

function detailOf(fullEvent: string): JsonObject | undefined {
  try {
    const { detail } = objectIn(JSON.parse(fullEvent));
    return isObject(detail) ? detail : undefined;
  } catch {
    return undefined;
  }
}
