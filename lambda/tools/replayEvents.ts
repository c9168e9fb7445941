import { recordJobEvent, type Recorder } from '../recordJobEvent';
import { readEventFile } from './eventFile';

export interface ReplayCounts {
  readonly written: number;
  readonly stale: number;
  readonly rejected: number;
}

export interface Rejection {
  readonly file: string;
  /** `event 3`, `line 3`, or `file`. */
  readonly position: string;
  readonly reason: string;
}

export interface ReplayOptions {
  readonly recorder: Recorder;
  readonly onRejected: (rejection: Rejection) => void;
}

/**
 * Runs the events of files through the Lambda function's code, in their order and one after the
 * other, so that the counts are the same each time. What cannot be an event counts as rejected, and
 * the rest go on. Throws when DynamoDB fails.
 */
export async function replayFiles(
  files: readonly string[],
  { recorder, onRejected }: ReplayOptions,
): Promise<ReplayCounts> {
  const counts = { written: 0, stale: 0, rejected: 0 };
  for (const file of files) {
    for (const entry of await readEventFile(file)) {
      const { position } = entry;
      const result = entry.ok
        ? await recordJobEvent(entry.event, recorder)
        : { outcome: 'rejected' as const, reason: entry.reason };
      counts[result.outcome]++;
      if (result.outcome === 'rejected') {
        onRejected({ file, position, reason: result.reason });
      }
    }
  }
  return counts;
}
