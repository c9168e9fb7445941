import { numberIn, objectIn, type JsonObject } from '../base/json';
import { readDetail } from './eventDetails';

/** What a table lacks of a job. */
export interface EventGaps {
  /** The event is missing, unreadable or cut. */
  readonly event: boolean;
  /** Some of its children or nodes. */
  readonly parts: boolean;
}

export function gapsOf(
  jobId: string,
  item: Readonly<Record<string, unknown>> | undefined,
  isKnown: (jobId: string) => boolean,
): EventGaps {
  const read = readDetail(jobId, item);
  return {
    event: !read.ok || read.isCut,
    parts: read.ok && lacksParts(jobId, read.detail, isKnown),
  };
}

/** Stops at the first one that is unknown, however many the event names. */
function lacksParts(
  jobId: string,
  detail: JsonObject,
  isKnown: (jobId: string) => boolean,
): boolean {
  const array = objectIn(detail['arrayProperties']);
  const children = array['index'] === undefined ? numberIn(array['size']) : undefined;
  const nodes = numberIn(objectIn(detail['nodeProperties'])['numNodes']);
  const separator = children === undefined ? '#' : ':';
  for (let index = 0; index < (children ?? nodes ?? 0); index++) {
    if (!isKnown(`${jobId}${separator}${index}`)) {
      return true;
    }
  }
  return false;
}
