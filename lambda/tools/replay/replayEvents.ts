import { isObject, objectIn } from '../../../src/core/base/json';
import { recordJobEvent } from '../../recordJobEvent';
import type { Recorder } from '../../recorder';
import { systemClock, type Clock } from '../clock';
import { eventsIn, type FileEntry } from './eventFile';
import { eventSources } from './eventSources';
import { TasksByKey } from './tasksByKey';
import { retryThrottled } from '../throttling';

export interface ReplayCounts {
  readonly written: number;
  readonly stale: number;
  readonly rejected: number;
}

export interface Rejection {
  readonly file: string;
  /** `event 3 (line 17)`, with the path into its wrapping, or `file`. */
  readonly position: string;
  readonly reason: string;
}

export interface ReplayOptions {
  readonly recorder: Recorder;
  readonly clock?: Clock;
  /** How many jobs to write in parallel. */
  readonly concurrency?: number;
  readonly standardInput?: AsyncIterable<Uint8Array>;
  readonly onRejected: (rejection: Rejection) => void;
  /** Called for a file of a folder that is skipped. */
  readonly onSkipped?: (file: string) => void;
  readonly onProgress?: (counts: ReplayCounts) => void;
}

/**
 * Writes the events of files and folders with the Lambda function's code, the events of each job in
 * order, so that the counts are reproducible. Anything that is not an event counts as rejected, and the
 * rest continues. Throws when DynamoDB fails for another reason than throttling.
 */
export async function replayFiles(
  names: readonly string[],
  options: ReplayOptions,
): Promise<ReplayCounts> {
  const { standardInput = process.stdin, onSkipped } = options;
  const tasks = new TasksByKey(options.concurrency ?? 1);
  const counts = { written: 0, stale: 0, rejected: 0 };
  for await (const source of eventSources(names, standardInput)) {
    if (!source.ok) {
      onSkipped?.(source.name);
      continue;
    }
    for await (const entry of eventsIn(source.open(), source.areLines)) {
      await tasks.start(jobOf(entry), async () => {
        const result = await replay(entry, options);
        counts[result.outcome]++;
        if (result.outcome === 'rejected') {
          options.onRejected({
            file: source.name,
            position: entry.position,
            reason: result.reason,
          });
        }
        options.onProgress?.(counts);
      });
    }
  }
  await tasks.end();
  return counts;
}

type Replayed =
  | { readonly outcome: 'written' | 'stale' }
  | { readonly outcome: 'rejected'; readonly reason: string };

async function replay(
  entry: FileEntry,
  { recorder, clock = systemClock }: ReplayOptions,
): Promise<Replayed> {
  return entry.ok
    ? retryThrottled(() => recordJobEvent(entry.event, recorder), { clock })
    : { outcome: 'rejected', reason: entry.reason };
}

/** Entries without a job share one key, so they stay in order as well. */
function jobOf(entry: FileEntry): string {
  const detail = entry.ok && isObject(entry.event) ? objectIn(entry.event['detail']) : {};
  return typeof detail['jobId'] === 'string' ? detail['jobId'] : '';
}
