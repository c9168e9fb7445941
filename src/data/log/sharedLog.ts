import { watch, type FSWatcher } from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';
import { Throttle } from '../../core/base/throttle';
import { Emitter, type Disposable } from '../../core/base/emitter';
import { clearedLine, entryLine, readLine } from './logLine';
import { codeOf, keyOf, SegmentFiles, claimedAt } from './segmentFiles';

export interface LogEntry {
  /** Unique across all windows. */
  readonly id: string;
}

/** What the owner of a log should know; none of it stops the log. */
export type LogProblem =
  | { readonly kind: 'damaged'; readonly file: string; readonly lines: number }
  | { readonly kind: 'unreadable' | 'unwritable' | 'unmerged'; readonly error: unknown }
  /** Everything that could not be written earlier is now on disk. */
  | { readonly kind: 'written' };

/** `afresh`: entries may also have been removed. */
export type LogChange<T> =
  { readonly kind: 'added'; readonly entries: readonly T[] } | { readonly kind: 'afresh' };

export interface SharedLogOptions<T> {
  readonly folder: string;
  /** Returns the entry if a value read from disk is one. */
  readonly check: (value: unknown) => T | undefined;
  /** Returns the entries of `own` worth keeping, given that those of `others` exist, too. */
  readonly condense: (own: readonly T[], others: readonly T[]) => readonly T[];
  /** The number of entries in memory above which they are condensed. */
  readonly max: number;
  readonly report: (problem: LogProblem) => void;
  readonly now?: () => number;
  /** How long to wait before retrying a failed write. */
  readonly retryMs?: number;
}

interface StoredEntry<T> {
  readonly written: number;
  readonly entry: T;
}

interface Parsed<T> {
  readonly found: readonly StoredEntry<T>[];
  /** Lines of JSON that this version does not know. */
  readonly unknown: readonly string[];
  readonly clearedAt: number;
  /** The number of useless lines, including the unknown ones. */
  readonly damaged: number;
}

/** The combined content of several files. */
interface Collected<T> {
  readonly entries: Map<string, StoredEntry<T>>;
  readonly unknown: string[];
  clearedAt: number;
}

const hourMs = 3_600_000;
/** A segment not written for this long may be merged by other windows: its own is closed or idle. */
const idleMs = hourMs;
/** This window's segment is closed at this size or age. */
const maxBytes = 1_000_000;
const maxAgeMs = 24 * hourMs;
/** The number of segments that triggers a merge. */
const mergeThreshold = 8;
/** The maximum number of other versions' lines that a merge keeps. */
const maxUnknown = 1_000;
const watchMs = 200;
const defaultRetryMs = 30_000;
/** Characters per write; if a write fails, up to this much may be on disk twice. */
const maxWriteLength = 64_000;
/** All extensions share one thread, so work yields after this time. */
const sliceMs = 10;
/** The number of lines whose entries are announced together. */
const linesPerEvent = 500;

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

/** Unreferenced, so that they keep no process alive. */
const timers = {
  setTimeout: (run: () => void, ms: number) => setTimeout(run, ms).unref(),
  clearTimeout: (timer: unknown) => clearTimeout(timer as NodeJS.Timeout | undefined),
};

/**
 * Entries that outlive windows and are shared by all open ones. Each window appends to its own file, so none
 * waits for another and none can damage what another wrote; readers combine all files. Nothing is read before
 * the first `ready`, and the first `add` creates the folder.
 */
export class SharedLog<T extends LogEntry> implements Disposable {
  private readonly files: SegmentFiles;
  private readonly known = new Map<string, StoredEntry<T>>();
  /** By segment, the position up to which it has been read. */
  private readonly ends = new Map<string, number>();
  private readonly changed = new Emitter<LogChange<T>>();
  private readonly refreshThrottle: Throttle;
  /** Also refreshes, which retries failed writes. */
  private readonly retry: Throttle;
  private readonly now: () => number;
  private readonly closed = new Set<string>();
  private own: { readonly name: string; readonly madeAt: number; size: number } | undefined;
  /** Lines not yet on disk. */
  private unsaved: string[] = [];
  /** The last write failed, possibly in the middle of a line. */
  private hasPartialLine = false;
  private isUnwritable = false;
  private clearedAt = -Infinity;
  private latest = -Infinity;
  private condensedSize = 0;
  private loading: Promise<void> | undefined;
  /** Serializes all work on disk. */
  private work: Promise<void> = Promise.resolve();
  private watcher: FSWatcher | undefined;
  private isDisposed = false;

  readonly onDidChange = this.changed.event;

  constructor(private readonly options: SharedLogOptions<T>) {
    this.files = new SegmentFiles(options.folder);
    this.now = options.now ?? Date.now;
    const refresh = (): void => void this.refresh();
    this.refreshThrottle = new Throttle(refresh, watchMs, timers);
    this.retry = new Throttle(refresh, options.retryMs ?? defaultRetryMs, timers);
  }

  /** In the order in which this window learned of them. */
  get entries(): readonly T[] {
    return Array.from(this.known.values(), ({ entry }) => entry);
  }

  /** Resolves when the files have been read; the first call reads them. Never rejects. */
  ready(): Promise<void> {
    this.loading ??= this.enqueue(async () => {
      await this.read();
      this.watch();
      void this.enqueue(() => this.merge(mergeThreshold));
    });
    return this.loading;
  }

  /**
   * Adds entries to memory immediately. Resolves when they are on disk, or when that failed: they are then
   * retried with the next write.
   */
  add(entries: readonly T[]): Promise<void> {
    const written = this.stamp();
    for (const entry of entries) {
      this.known.set(entry.id, { written, entry });
      this.unsaved.push(entryLine(written, entry));
    }
    this.condenseKnown();
    this.changed.fire({ kind: 'added', entries });
    void this.ready();
    return this.enqueue(() => this.save());
  }

  /** Removes all entries, in all windows and on disk. */
  clear(): Promise<void> {
    this.clearedAt = this.stamp();
    this.known.clear();
    this.unsaved = [clearedLine(this.clearedAt)];
    this.changed.fire({ kind: 'afresh' });
    void this.ready();
    return this.enqueue(async () => {
      this.close();
      await this.save();
      await this.merge(1);
    });
  }

  /** Reads what other windows wrote, and retries failed writes. */
  refresh(): Promise<void> {
    return this.loading
      ? this.enqueue(async () => {
          await this.read();
          await this.save();
          this.watch();
        })
      : Promise.resolve();
  }

  dispose(): void {
    this.isDisposed = true;
    this.refreshThrottle.dispose();
    this.retry.dispose();
    this.watcher?.close();
    this.changed.dispose();
  }

  private enqueue(task: () => Promise<void>): Promise<void> {
    this.work = this.work.then(task);
    return this.work;
  }

  /** A time later than all known ones, even if the clock was set back. */
  private stamp(): number {
    this.latest = Math.max(this.now(), this.latest + 1);
    return this.latest;
  }

  private async read(): Promise<void> {
    try {
      // A merge during the read creates new files, which must be read, too.
      for (let tries = 5; tries > 0; tries--) {
        const names = await this.files.list();
        for (const name of names) {
          await this.readFrom(name);
        }
        const later = await this.files.list();
        if (later.every(name => names.includes(name))) {
          return;
        }
      }
    } catch (error) {
      this.options.report({ kind: 'unreadable', error });
    }
  }

  private async readFrom(name: string): Promise<void> {
    const key = keyOf(name);
    const fresh = await this.files.read(name, this.ends.get(key) ?? 0);
    if (!fresh) {
      return;
    }
    this.ends.set(key, fresh.end);
    let damaged = 0;
    for (let start = 0; start < fresh.lines.length; start += linesPerEvent) {
      const parsed = await this.parse(fresh.lines.slice(start, start + linesPerEvent));
      damaged += parsed.damaged;
      this.accept(parsed);
      await turn();
    }
    this.condenseKnown();
    if (damaged > 0) {
      this.options.report({ kind: 'damaged', file: name, lines: damaged });
    }
  }

  private accept({ found, clearedAt }: Parsed<T>): void {
    const added = found.filter(({ entry, written }) => {
      this.latest = Math.max(this.latest, written);
      return written > this.clearedAt && !this.known.has(entry.id);
    });
    added.forEach(one => this.known.set(one.entry.id, one));
    if (clearedAt > this.clearedAt) {
      this.applyClearing(clearedAt);
    } else if (added.length > 0) {
      this.changed.fire({ kind: 'added', entries: added.map(({ entry }) => entry) });
    }
  }

  private applyClearing(at: number): void {
    this.clearedAt = at;
    this.latest = Math.max(this.latest, at);
    for (const [id, { written }] of this.known) {
      if (written <= at) {
        this.known.delete(id);
      }
    }
    this.changed.fire({ kind: 'afresh' });
    // Cleared entries must not stay on disk in this window's own segments.
    this.close();
    void this.enqueue(() => this.merge(1));
  }

  private async parse(lines: readonly string[]): Promise<Parsed<T>> {
    const found: StoredEntry<T>[] = [];
    const unknown: string[] = [];
    let clearedAt = -Infinity;
    let damaged = 0;
    let end = performance.now() + sliceMs;
    for (const text of lines) {
      if (text.trim() === '') {
        continue;
      }
      const line = readLine(text, this.options.check);
      if (line.kind === 'entry') {
        found.push(line);
      } else if (line.kind === 'cleared') {
        clearedAt = Math.max(clearedAt, line.written);
      } else {
        damaged++;
        if (line.kind === 'unknown') {
          unknown.push(text);
        }
      }
      if (performance.now() > end) {
        await turn();
        end = performance.now() + sliceMs;
      }
    }
    return { found, unknown, clearedAt, damaged };
  }

  private async save(): Promise<void> {
    while (this.unsaved.length > 0) {
      const lines = this.unsaved;
      const count = countWithin(lines, maxWriteLength);
      // A partial line of a failed write must not corrupt the next line.
      const text = `${this.hasPartialLine ? '\n' : ''}${lines.slice(0, count).join('')}`;
      try {
        const own = await this.openSegment();
        if (await this.files.append(own.name, text)) {
          own.size += text.length;
          // If the log was cleared meanwhile, `unsaved` is a new list, of which nothing has been written.
          lines.splice(0, count);
          this.hasPartialLine = false;
        } else {
          // Another window merged the idle segment: write to a new one; duplicate entries count once.
          this.own = undefined;
        }
      } catch (error) {
        this.hasPartialLine = true;
        this.unsaved = this.unsaved.slice(-this.options.max);
        this.reportUnwritable(error);
        if (!this.isDisposed) {
          this.retry.request();
        }
        return;
      }
      if (this.isUnwritable) {
        this.isUnwritable = false;
        this.options.report({ kind: 'written' });
      }
      this.watch();
    }
  }

  private reportUnwritable(error: unknown): void {
    if (!this.isUnwritable) {
      this.isUnwritable = true;
      this.options.report({ kind: 'unwritable', error });
    }
  }

  private async openSegment(): Promise<{ readonly name: string; size: number }> {
    if (this.own && (this.own.size > maxBytes || this.now() - this.own.madeAt > maxAgeMs)) {
      this.close();
      void this.enqueue(() => this.merge(mergeThreshold));
    }
    this.own ??= { name: await this.files.make(), madeAt: this.now(), size: 0 };
    return this.own;
  }

  /** Ends this window's segment, so that it can be merged. */
  private close(): void {
    if (this.own) {
      this.closed.add(this.own.name);
      this.own = undefined;
      this.hasPartialLine = false;
    }
  }

  /** Merges segments that no window writes any more, if there are enough. */
  private async merge(minSegments: number): Promise<void> {
    try {
      const names = await this.files.list();
      const mergeable: string[] = [];
      for (const name of names) {
        if (await this.isMergeable(name)) {
          mergeable.push(name);
        }
      }
      if (mergeable.length >= minSegments && !this.isDisposed) {
        await this.mergeSegments(mergeable);
        await this.files.removeUnfinished(this.now() - idleMs);
      }
    } catch (error) {
      // Nothing is lost: `.merging` files are read, too, and merged another time.
      this.options.report({ kind: 'unmerged', error });
    }
  }

  private async isMergeable(name: string): Promise<boolean> {
    if (name === this.own?.name) {
      return false;
    }
    if (this.closed.has(name)) {
      return true;
    }
    const since = claimedAt(name) ?? (await this.files.details(name))?.writtenAt ?? Infinity;
    return since < this.now() - idleMs;
  }

  private async mergeSegments(names: readonly string[]): Promise<void> {
    const claimed: string[] = [];
    for (const name of names) {
      const claimedName = await this.files.claim(name, this.now());
      if (claimedName !== undefined) {
        this.closed.delete(name);
        this.closed.add(claimedName);
        claimed.push(claimedName);
      }
    }
    const claimedContent = await this.collect(claimed);
    const otherContent = await this.collect(
      (await this.files.list()).filter(name => !claimed.includes(name)),
    );
    const clearedAt = Math.max(this.clearedAt, claimedContent.clearedAt, otherContent.clearedAt);
    const notCleared = (all: ReadonlyMap<string, StoredEntry<T>>): T[] =>
      [...all.values()].filter(({ written }) => written > clearedAt).map(({ entry }) => entry);
    const condensed = this.options.condense(
      notCleared(claimedContent.entries),
      notCleared(otherContent.entries),
    );
    const text = await this.textOf(condensed, claimedContent, clearedAt);
    if (text !== '') {
      const { name, size } = await this.files.writeWhole(text);
      this.closed.add(name);
      // Its content is already in memory.
      this.ends.set(keyOf(name), size);
    }
    await this.files.remove(claimed);
    claimed.forEach(name => this.closed.delete(name));
  }

  private async textOf(
    condensed: readonly T[],
    { entries, unknown }: Collected<T>,
    clearedAt: number,
  ): Promise<string> {
    const lines = clearedAt > -Infinity ? [clearedLine(clearedAt)] : [];
    lines.push(...unknown.slice(-maxUnknown).map(line => `${line}\n`));
    let end = performance.now() + sliceMs;
    for (const entry of condensed) {
      lines.push(entryLine(entries.get(entry.id)?.written ?? this.stamp(), entry));
      if (performance.now() > end) {
        await turn();
        end = performance.now() + sliceMs;
      }
    }
    return lines.join('');
  }

  private async collect(names: readonly string[]): Promise<Collected<T>> {
    const all: Collected<T> = { entries: new Map(), unknown: [], clearedAt: -Infinity };
    for (const name of names) {
      const fresh = await this.files.read(name, 0);
      const { found, unknown, clearedAt } = await this.parse(fresh?.lines ?? []);
      found.forEach(one => all.entries.set(one.entry.id, one));
      all.unknown.push(...unknown);
      all.clearedAt = Math.max(all.clearedAt, clearedAt);
    }
    return all;
  }

  private condenseKnown(): void {
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

  /** Watches for other windows' writes once the folder exists. */
  private watch(): void {
    if (this.watcher || this.isDisposed) {
      return;
    }
    try {
      this.watcher = watch(this.options.folder, { persistent: false }, () =>
        this.refreshThrottle.request(),
      );
      this.watcher.on('error', () => this.unwatch());
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') {
        this.options.report({ kind: 'unreadable', error });
      }
    }
  }

  /** Without a watcher, other windows' entries appear when this window gets the focus. */
  private unwatch(): void {
    this.watcher?.close();
    this.watcher = undefined;
  }
}
