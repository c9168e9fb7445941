import { watch, type FSWatcher } from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';
import { errorCode } from '../../core/base/errorCode';
import { Throttle } from '../../core/base/throttle';
import { Emitter, type Disposable } from '../../core/base/emitter';
import { KnownEntries } from './knownEntries';
import { clearedLine, entryLine } from './logLine';
import { parseLines } from './parseLines';
import { keyOf, SegmentFiles } from './segmentFiles';
import { SegmentMerge } from './segmentMerge';
import { SegmentWriter } from './segmentWriter';
import type { LogChange, LogEntry, SharedLogOptions } from './sharedLogTypes';
import { visitSegments } from './visitSegments';

/** The number of segments that triggers a merge. */
const mergeThreshold = 8;
const watchMs = 200;
const defaultRetryMs = 30_000;
/** The number of lines whose entries are announced together. */
const linesPerEvent = 500;

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
  private readonly known: KnownEntries<T>;
  private readonly now: () => number;
  private readonly writer: SegmentWriter;
  private readonly merge: SegmentMerge<T>;
  /** By segment, the position up to which it has been read. */
  private readonly ends = new Map<string, number>();
  private readonly changed = new Emitter<LogChange<T>>();
  private readonly refreshThrottle: Throttle;
  /** Also refreshes, which retries failed writes. */
  private readonly retry: Throttle;
  private loading: Promise<void> | undefined;
  /** Serializes all work on disk. */
  private work: Promise<void> = Promise.resolve();
  private watcher: FSWatcher | undefined;
  private isDisposed = false;

  readonly onDidChange = this.changed.event;

  constructor(private readonly options: SharedLogOptions<T>) {
    const { now = Date.now, max, report } = options;
    const closed = new Set<string>();
    this.now = now;
    this.files = new SegmentFiles(options.folder);
    this.known = new KnownEntries(options, now);
    this.writer = new SegmentWriter(this.files, closed, {
      max,
      now,
      report,
      onWritten: () => this.watch(),
      onFailed: () => {
        if (!this.isDisposed) {
          this.retry.request();
        }
      },
      onFull: () => this.requestMerge(mergeThreshold),
    });
    this.merge = new SegmentMerge(options, {
      files: this.files,
      known: this.known,
      closed,
      ownSegment: () => this.writer.segment,
      isDisposed: () => this.isDisposed,
      onMerged: (name, size) => this.ends.set(keyOf(name), size),
      now,
    });
    const refresh = (): void => void this.refresh();
    this.refreshThrottle = new Throttle(refresh, watchMs, timers);
    this.retry = new Throttle(refresh, options.retryMs ?? defaultRetryMs, timers);
  }

  /** In the order in which this window learned of them. */
  get entries(): readonly T[] {
    return this.known.entries;
  }

  /** Resolves when the files have been read; the first call reads them. Never rejects. */
  ready(): Promise<void> {
    this.loading ??= this.enqueue(async () => {
      await this.read();
      this.watch();
      this.requestMerge(mergeThreshold);
    });
    return this.loading;
  }

  /**
   * Adds entries to memory immediately. Resolves when they are on disk, or when that failed: they are then
   * retried with the next write.
   */
  add(entries: readonly T[]): Promise<void> {
    this.push(entries);
    return this.enqueue(() => this.writer.save());
  }

  /** Like `add`, but resolves to whether they are on disk, where they survive a crash of the computer. */
  async addDurably(entries: readonly T[]): Promise<boolean> {
    this.push(entries);
    await this.enqueue(() => this.writer.save(true));
    return this.writer.isSaved;
  }

  private push(entries: readonly T[]): void {
    const written = this.known.add(entries);
    for (const entry of entries) {
      this.writer.push(entryLine(written, entry));
    }
    this.changed.fire({ kind: 'added', entries });
    void this.ready();
  }

  /** Removes all entries, in all windows and on disk. */
  clear(): Promise<void> {
    this.writer.replace(clearedLine(this.known.clear()));
    this.changed.fire({ kind: 'afresh' });
    void this.ready();
    return this.enqueue(async () => {
      this.writer.close();
      await this.writer.save();
      await this.merge.run(1);
    });
  }

  /** Reads what other windows wrote, and retries failed writes. */
  refresh(): Promise<void> {
    return this.loading
      ? this.enqueue(async () => {
          await this.read();
          await this.writer.save();
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

  private requestMerge(minSegments: number): void {
    void this.enqueue(() => this.merge.run(minSegments));
  }

  private async read(): Promise<void> {
    try {
      await visitSegments(
        () => this.files.list(),
        name => this.readFrom(name),
      );
    } catch (error) {
      this.options.report({ kind: 'unreadable', error });
    }
  }

  /** Resolves to whether the file still exists. */
  private async readFrom(name: string): Promise<boolean> {
    const key = keyOf(name);
    const fresh = await this.files.read(name, this.ends.get(key) ?? 0);
    if (!fresh) {
      return false;
    }
    this.ends.set(key, fresh.end);
    let damaged = 0;
    for (let start = 0; start < fresh.lines.length; start += linesPerEvent) {
      const lines = fresh.lines.slice(start, start + linesPerEvent);
      const parsed = await parseLines(lines, this.options.check, this.now());
      damaged += parsed.damaged;
      this.announce(this.known.accept(parsed));
      await turn();
    }
    this.known.condense();
    if (damaged > 0) {
      this.options.report({ kind: 'damaged', file: name, lines: damaged });
    }
    return true;
  }

  private announce(change: LogChange<T> | undefined): void {
    if (change) {
      this.changed.fire(change);
    }
    if (change?.kind === 'afresh') {
      // Cleared entries must not stay on disk in this window's own segments.
      this.writer.close();
      this.requestMerge(1);
    }
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
      if (errorCode(error) !== 'ENOENT') {
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
