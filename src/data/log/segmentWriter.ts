import { hourMs } from '../../core/base/timeUnits';
import type { LogProblem } from './sharedLogTypes';
import type { SegmentFiles } from './segmentFiles';

export interface SegmentWriterOptions {
  /** The maximum number of lines kept for a retry. */
  readonly max: number;
  readonly now: () => number;
  readonly report: (problem: LogProblem) => void;
  readonly onWritten: () => void;
  readonly onFailed: () => void;
  /** Called when the window's segment was closed because of its size or age. */
  readonly onFull: () => void;
}

/** This window's segment is closed at this size or age. */
const maxBytes = 1_000_000;
const maxAgeMs = 24 * hourMs;
/** Characters per write; if a write fails, up to this much may be on disk twice. */
const maxWriteLength = 64_000;
/** The number of segments in a row that may be claimed while they are written. */
const maxClaimed = 3;

/** Appends lines to this window's segment, and keeps those that could not be written. */
export class SegmentWriter {
  private own: { readonly name: string; readonly madeAt: number; size: number } | undefined;
  /** Lines not yet on disk. */
  private unsaved: string[] = [];
  /** The last write failed, possibly in the middle of a line. */
  private hasPartialLine = false;
  private isUnwritable = false;

  constructor(
    private readonly files: Pick<SegmentFiles, 'append' | 'make'>,
    /** Segments that no window writes any more. */
    private readonly closed: Set<string>,
    private readonly options: SegmentWriterOptions,
  ) {}

  /** The segment that is being written. */
  get segment(): string | undefined {
    return this.own?.name;
  }

  push(line: string): void {
    this.unsaved.push(line);
  }

  /** Drops the unsaved lines for this one. */
  replace(line: string): void {
    this.unsaved = [line];
  }

  get isSaved(): boolean {
    return this.unsaved.length === 0;
  }

  async save(isDurable = false): Promise<void> {
    let claimed = 0;
    while (this.unsaved.length > 0) {
      const lines = this.unsaved;
      const count = countWithin(lines, maxWriteLength);
      // A partial line of a failed write must not corrupt the next line.
      const text = `${this.hasPartialLine ? '\n' : ''}${lines.slice(0, count).join('')}`;
      try {
        const own = await this.openSegment();
        if (await this.files.append(own.name, text, isDurable)) {
          own.size += text.length;
          // If the log was cleared meanwhile, `unsaved` is a new list, of which nothing has been written.
          lines.splice(0, count);
          this.hasPartialLine = false;
          claimed = 0;
        } else {
          // Another window merged the idle segment: write to a new one; duplicate entries count once.
          this.own = undefined;
          // Also the case if a file system changes the identity of files, so there must be an end.
          if (++claimed === maxClaimed) {
            throw new Error(`${claimed} files in a row vanished while they were written`);
          }
          continue;
        }
      } catch (error) {
        this.hasPartialLine = true;
        this.unsaved = this.unsaved.slice(-this.options.max);
        this.reportUnwritable(error);
        this.options.onFailed();
        return;
      }
      if (this.isUnwritable) {
        this.isUnwritable = false;
        this.options.report({ kind: 'written' });
      }
      this.options.onWritten();
    }
  }

  /** Ends this window's segment, so that it can be merged. */
  close(): void {
    if (this.own) {
      this.closed.add(this.own.name);
      this.own = undefined;
      this.hasPartialLine = false;
    }
  }

  private reportUnwritable(error: unknown): void {
    if (!this.isUnwritable) {
      this.isUnwritable = true;
      this.options.report({ kind: 'unwritable', error });
    }
  }

  private async openSegment(): Promise<{ readonly name: string; size: number }> {
    const { now, onFull } = this.options;
    if (this.own && (this.own.size > maxBytes || now() - this.own.madeAt > maxAgeMs)) {
      this.close();
      onFull();
    }
    this.own ??= { name: await this.files.make(), madeAt: now(), size: 0 };
    return this.own;
  }
}

/** How many lines fit into the given number of characters, at least one. */
function countWithin(lines: readonly string[], max: number): number {
  let length = lines[0]?.length ?? 0;
  let count = 1;
  for (let line = lines[count]; line !== undefined; line = lines[++count]) {
    length += line.length;
    if (length > max) {
      break;
    }
  }
  return count;
}
