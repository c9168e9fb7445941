import { hourMs } from '../../core/base/timeUnits';
import type { KnownEntries } from './knownEntries';
import { clearedLine, entryLine } from './logLine';
import { parseLines, type StoredEntry } from './parseLines';
import { claimedAt, type SegmentFiles } from './segmentFiles';
import type { LogEntry, SharedLogOptions } from './sharedLogTypes';
import { visitSegments } from './visitSegments';
import { WorkPauses } from './workPauses';

export interface SegmentMergeOptions<T extends LogEntry> {
  readonly files: SegmentFiles;
  readonly known: Pick<KnownEntries<T>, 'clearedAt' | 'stamp'>;
  /** Segments that no window writes any more. */
  readonly closed: Set<string>;
  /** The segment that this window is writing. */
  readonly ownSegment: () => string | undefined;
  readonly isDisposed: () => boolean;
  /** Called with a new segment and its size in bytes; its content is already in memory. */
  readonly onMerged: (name: string, size: number) => void;
  readonly now: () => number;
}

/** The combined content of several files. */
interface Collected<T> {
  readonly entries: Map<string, StoredEntry<T>>;
  readonly unknown: string[];
  clearedAt: number;
}

/** A segment not written for this long may be merged by other windows: its own is closed or idle. */
const idleMs = hourMs;
/** The maximum number of other versions' lines that a merge keeps. */
const maxUnknown = 1_000;

/** Merges segments that no window writes any more. */
export class SegmentMerge<T extends LogEntry> {
  constructor(
    private readonly log: Pick<SharedLogOptions<T>, 'check' | 'condense' | 'report'>,
    private readonly options: SegmentMergeOptions<T>,
  ) {}

  /** Merges if there are enough segments. */
  async run(minSegments: number): Promise<void> {
    const { files, now, isDisposed } = this.options;
    try {
      const names = await files.list();
      const mergeable: string[] = [];
      for (const name of names) {
        if (await this.isMergeable(name)) {
          mergeable.push(name);
        }
      }
      if (mergeable.length >= minSegments && !isDisposed()) {
        await this.merge(mergeable);
        await files.removeUnfinished(now() - idleMs);
      }
    } catch (error) {
      // Nothing is lost: `.merging` files are read, too, and merged another time.
      this.log.report({ kind: 'unmerged', error });
    }
  }

  private async isMergeable(name: string): Promise<boolean> {
    const { files, closed, ownSegment, now } = this.options;
    if (name === ownSegment()) {
      return false;
    }
    if (closed.has(name)) {
      return true;
    }
    const claimed = claimedAt(name);
    if (claimed !== undefined) {
      // A claim in the future comes from a wrong clock.
      return Math.abs(now() - claimed) > idleMs;
    }
    const writtenAt = (await files.details(name))?.writtenAt ?? Infinity;
    return writtenAt < now() - idleMs;
  }

  private async merge(names: readonly string[]): Promise<void> {
    const { files, closed, known, onMerged } = this.options;
    const claimed = await this.claim(names);
    const claimedContent = newCollection<T>();
    for (const name of claimed) {
      await this.addTo(claimedContent, name);
    }
    const otherContent = newCollection<T>();
    const isComplete = await visitSegments(
      async () => (await files.list()).filter(name => !claimed.includes(name)),
      name => this.addTo(otherContent, name),
    );
    if (!isComplete) {
      // What other files hold decides what may be dropped, so leave the claimed files for another merge.
      return;
    }
    const clearedAt = Math.max(known.clearedAt, claimedContent.clearedAt, otherContent.clearedAt);
    const notCleared = (all: ReadonlyMap<string, StoredEntry<T>>): T[] =>
      [...all.values()].filter(({ written }) => written > clearedAt).map(({ entry }) => entry);
    const condensed = this.log.condense(
      notCleared(claimedContent.entries),
      notCleared(otherContent.entries),
    );
    const text = await this.textOf(condensed, claimedContent, clearedAt);
    if (text !== '') {
      const { name, size } = await files.writeWhole(text);
      closed.add(name);
      onMerged(name, size);
    }
    await files.remove(claimed);
    claimed.forEach(name => closed.delete(name));
  }

  private async claim(names: readonly string[]): Promise<readonly string[]> {
    const { files, closed, now } = this.options;
    const claimed: string[] = [];
    for (const name of names) {
      const claimedName = await files.claim(name, now());
      if (claimedName !== undefined) {
        closed.delete(name);
        closed.add(claimedName);
        claimed.push(claimedName);
      }
    }
    return claimed;
  }

  private async textOf(
    condensed: readonly T[],
    { entries, unknown }: Collected<T>,
    clearedAt: number,
  ): Promise<string> {
    const lines = clearedAt > -Infinity ? [clearedLine(clearedAt)] : [];
    lines.push(...unknown.slice(-maxUnknown).map(line => `${line}\n`));
    const pauses = new WorkPauses();
    for (const entry of condensed) {
      lines.push(entryLine(entries.get(entry.id)?.written ?? this.options.known.stamp(), entry));
      await pauses.pauseIfDue();
    }
    return lines.join('');
  }

  /** Resolves to whether the file still exists. */
  private async addTo(all: Collected<T>, name: string): Promise<boolean> {
    const { files, now } = this.options;
    const fresh = await files.read(name, 0);
    if (!fresh) {
      return false;
    }
    const { found, unknown, clearedAt } = await parseLines(fresh.lines, this.log.check, now());
    found.forEach(one => all.entries.set(one.entry.id, one));
    all.unknown.push(...unknown);
    all.clearedAt = Math.max(all.clearedAt, clearedAt);
    return true;
  }
}

const newCollection = <T>(): Collected<T> => ({
  entries: new Map(),
  unknown: [],
  clearedAt: -Infinity,
});
