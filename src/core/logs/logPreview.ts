import { clipText } from '../text/clipText';
import { errorLines } from './errorLines';
import type { LogEvent } from './logEvent';
import { linesOf } from './renderLog';

/** Entries to read for a preview: some lines are blank. */
export const eventsPerPreview = 50;

const maxPreviewLines = 20;
const maxLineLength = 400;

interface PreviewLine {
  readonly text: string;
  /** Looks like the error. */
  readonly isError: boolean;
}

const view = { times: 'none', startedAt: 0, isRevealed: false } as const;

/** The last lines of a log, without blank ones; secrets are always hidden. */
export function previewOf(events: readonly LogEvent[]): PreviewLine[] {
  const lines = events
    .flatMap(event => linesOf(event, view))
    .filter(line => line.trim() !== '')
    .slice(-maxPreviewLines);
  const errors = errorLines(lines);
  return lines.map((line, index) => ({
    text: clipText(line.trimEnd(), maxLineLength),
    isError: errors[index] === true,
  }));
}
