import type { ParsedLines, StoredEntry } from './parseLines';
import type { LogChange, LogEntry, SharedLogOptions } from './sharedLogTypes';

/** A log's entries in memory, and the times that order them. */
export class KnownEntries<T extends LogEntry> {
  private readonly known = new Map<string, StoredEntry<T>>();
  private cleared = -Infinity;
  private latest = -Infinity;
  private condensedSize = 0;

  constructor(
    private readonly options: Pick<SharedLogOptions<T>, 'condense' | 'max'>,
    private readonly now: () => number,
  ) {}

  /** In the order in which this window learned of them. */
  get entries(): readonly T[] {
    return Array.from(this.known.values(), ({ entry }) => entry);
  }

  /** When the log was last cleared. */
  get clearedAt(): number {
    return this.cleared;
  }

  /** A time later than all known ones, even if the clock was set back. */
  stamp(): number {
    this.latest = Math.max(this.now(), this.latest + 1);
    return this.latest;
  }

  /** Returns their stamp. */
  add(entries: readonly T[]): number {
    const written = this.stamp();
    for (const entry of entries) {
      this.known.set(entry.id, { written, entry });
    }
    this.condense();
    return written;
  }

  /** Returns the stamp of the clearing. */
  clear(): number {
    this.cleared = this.stamp();
    this.known.clear();
    return this.cleared;
  }

  /** Accepts what was read from disk; returns the change, if any. */
  accept({ found, clearedAt }: ParsedLines<T>): LogChange<T> | undefined {
    const added = found.filter(({ entry, written }) => {
      this.latest = Math.max(this.latest, written);
      return written > this.cleared && !this.known.has(entry.id);
    });
    added.forEach(one => this.known.set(one.entry.id, one));
    if (clearedAt > this.cleared) {
      this.applyClearing(clearedAt);
      return { kind: 'afresh' };
    }
    return added.length > 0
      ? { kind: 'added', entries: added.map(({ entry }) => entry) }
      : undefined;
  }

  condense(): void {
    if (this.known.size <= Math.max(this.options.max, this.condensedSize * 1.25)) {
      return;
    }
    const all = this.entries;
    // Entries on disk may be read again, so the entries that supersede them must stay in memory.
    const condensed = new Map(
      this.options.condense(all, all).map(entry => [entry.id, entry] as const),
    );
    for (const [id, { written }] of this.known) {
      const entry = condensed.get(id);
      if (entry) {
        this.known.set(id, { written, entry });
      } else {
        this.known.delete(id);
      }
    }
    this.condensedSize = this.known.size;
  }

  private applyClearing(at: number): void {
    this.cleared = at;
    this.latest = Math.max(this.latest, at);
    for (const [id, { written }] of this.known) {
      if (written <= at) {
        this.known.delete(id);
      }
    }
  }
}
