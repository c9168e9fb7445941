import { clipText } from '../text/clipText';
import { cleanText } from './cleanText';
import type { LogEvent } from './logEvent';
import { timePrefix, type TimeMode } from './logTimes';
import { redactLog } from './redactLog';

/** How a log is shown. */
export interface LogView {
  readonly times: TimeMode;
  /** When the attempt started, for times since then. */
  readonly startedAt: number;
  /** Shows what looks like a secret, too. */
  readonly isRevealed: boolean;
  /** Longer lines are cut and end with their length; absent: lines stay whole. */
  readonly maxLineLength?: number | undefined;
}

/** Editors become slow with longer lines. */
export const maxLineLength = 10_000;

/** The lines of an entry as they are shown. */
export function linesOf(event: LogEvent, view: LogView): string[] {
  const clean = cleanText(event.text);
  const text = view.isRevealed ? clean : redactLog(clean);
  const prefix = timePrefix(event.time, view.times, view.startedAt);
  return text.split('\n').map((line, index) => {
    const shown = view.maxLineLength === undefined ? line : clipText(line, view.maxLineLength);
    return `${index === 0 ? prefix : ' '.repeat(prefix.length)}${shown}`;
  });
}

/** Entries as text; each line ends with a line feed. */
export function renderEvents(events: readonly LogEvent[], view: LogView): string {
  const lines: string[] = [];
  for (const event of events) {
    lines.push(...linesOf(event, view));
  }
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}
