import { t } from '@vscode/l10n';
import { isAbort, isUserError, messageOf, UserError } from '../../core/diagnostics/errors';
import { findLog, type JobLog, type JobLogs } from '../../core/logs/jobLogs';
import type { LogPage } from '../../core/logs/logEvent';
import { pagesFrom, type Direction } from '../../core/logs/logPages';
import type { LogAddress } from '../../core/logs/logUri';
import { maxEventsPerPage } from '../../core/logs/logRequests';
import { LogWindow } from '../../core/logs/logWindow';
import { maxLineLength, type LogView } from '../../core/logs/renderLog';
import type { LogReader } from '../../data/logs/logReader';
import type { LocatedLogs, LogAccess } from './logAccess';

/** What a log opens with, and the limit of requests until then; pages may be empty. */
const firstEvents = 1_000;
const firstCharacters = 1_000_000;
const maxFirstPages = 20;

/** Requests in a row without a pause, so that a busy stream leaves time for others. */
const maxPagesAtOnce = 20;

/** One log in memory: what its document shows, and how it grows. Independent of VS Code. */
export class OpenedLog {
  private window: LogWindow | undefined;
  private found: LocatedLogs | undefined;
  /** Located before by someone else; saves a read. */
  private located: LocatedLogs | undefined;
  private current: JobLog | undefined;
  private shownView: LogView = { times: 'none', startedAt: 0, isRevealed: false, maxLineLength };
  private failure: UserError | undefined;
  /** Reads of one document run one after the other, because each depends on the tokens of the one before. */
  private queue: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly address: LogAddress,
    private readonly access: Pick<LogAccess, 'locate' | 'reader'>,
  ) {}

  get jobId(): string {
    return this.address.jobId;
  }

  /** The log, once located. */
  get log(): JobLog | undefined {
    return this.current;
  }

  get allLogs(): readonly JobLog[] {
    return this.found?.logs.ok === true ? this.found.logs.logs : [];
  }

  get view(): LogView {
    return this.shownView;
  }

  /** Why the latest read failed. */
  get problem(): UserError | undefined {
    return this.failure;
  }

  get hasEarlier(): boolean {
    return this.window?.backwardToken !== undefined;
  }

  /** Whether the newest lines are shown; they are dropped for much earlier ones. */
  get isAtEnd(): boolean {
    return this.window?.isAtEnd ?? true;
  }

  /** Whether more may be logged: the attempt runs, or no stream exists yet. */
  get mayGrow(): boolean {
    const logs = this.found?.logs;
    return logs?.ok === false ? logs.isYetToCome : this.current?.isOver === false;
  }

  /** Reads earlier lines until those of a time are shown; returns the zero-based line where they begin. */
  async lineAt(time: number, signal: AbortSignal): Promise<number> {
    while ((this.window?.firstTime ?? time) > time && (await this.loadEarlier(signal))) {
      // Reads on.
    }
    return this.window?.lineOf(time, this.shownView) ?? 0;
  }

  /** Shows the log in another way. */
  show(change: Partial<LogView>): void {
    this.shownView = { ...this.shownView, ...change };
  }

  /** Reads the last lines anew. */
  load(signal: AbortSignal, located?: LocatedLogs): Promise<void> {
    this.located = located;
    return this.inTurn(() => this.readLast(signal));
  }

  /** Reads the lines before those shown; returns whether any were added. */
  loadEarlier(signal: AbortSignal): Promise<boolean> {
    return this.inTurn(async () => {
      let pages = 0;
      const { hasLines } = await this.readOn('backward', signal, (window, page) => {
        window.addEarlier(page);
        // A page that is not full may be the first of the stream, which only the next request tells.
        return !isFull(page) && ++pages < maxFirstPages;
      });
      return hasLines;
    });
  }

  /** Reads the lines that arrived since; returns whether any did. */
  readNew(signal: AbortSignal): Promise<boolean> {
    return this.inTurn(async () => {
      if (this.window?.forwardToken === undefined) {
        await this.readLast(signal);
        return (this.window?.eventsHeld ?? 0) > 0;
      }
      let pages = 0;
      const { hasLines, isAnew } = await this.readOn('forward', signal, (window, page) => {
        window.addLater(page);
        return ++pages < maxPagesAtOnce;
      });
      return hasLines || isAnew;
    });
  }

  /**
   * Reads on from an end of the window; `add` returns whether to go on. Where the token of that end has expired,
   * the last lines are read anew first.
   */
  private async readOn(
    direction: Direction,
    signal: AbortSignal,
    add: (window: LogWindow, page: LogPage) => boolean,
    isAnew = false,
  ): Promise<{ readonly hasLines: boolean; readonly isAnew: boolean }> {
    const { window, current } = this;
    const token = direction === 'forward' ? window?.forwardToken : window?.backwardToken;
    let hasLines = false;
    if (!window || !current || token === undefined) {
      return { hasLines, isAnew };
    }
    const reader = await this.access.reader();
    const read = (sent: string): Promise<LogPage> => reader.page(current, sent, direction, signal);
    try {
      for await (const page of pagesFrom(token, direction, read)) {
        hasLines ||= page.events.length > 0;
        if (!add(window, page)) {
          break;
        }
      }
    } catch (error) {
      if (isUserError(error) && error.code === 'logs.token' && !isAnew) {
        await this.readLast(signal);
        return this.readOn(direction, signal, add, true);
      }
      // The lines that did arrive are shown; the next read meets the problem again.
      if (!hasLines || isAbort(error)) {
        throw error;
      }
    }
    return { hasLines, isAnew };
  }

  /** By how many lines those of the document have moved down since the last call. */
  drainShift(): number {
    return this.window?.drainShift(this.shownView) ?? 0;
  }

  /** The document. */
  text(): string {
    const { window, found, failure } = this;
    if (window && window.eventsHeld > 0) {
      return window.text(this.shownView);
    }
    if (failure && !(failure.code === 'logs.streamMissing' && this.mayGrow)) {
      return failureText(failure);
    }
    if (found?.logs.ok === false) {
      return `${found.logs.reason}\n`;
    }
    return `${this.mayGrow ? t('No output yet.') : t('The log is empty: the job printed nothing, or the retention of its log group is over.')}\n`;
  }

  private async readLast(signal: AbortSignal): Promise<void> {
    const located = this.located ?? (await this.access.locate(this.jobId, signal));
    this.located = undefined;
    this.found = located;
    const log = located.logs.ok ? logAt(located.logs, this.address) : undefined;
    this.current = log;
    if (!log) {
      this.window = undefined;
      return;
    }
    const window = await lastLines(await this.access.reader(), log, signal);
    this.window = window;
    const startedAt = log.startedAt ?? located.job.startedAt ?? window.firstTime ?? 0;
    this.show({ startedAt });
  }

  /** @throws AbortError when aborted; other failures are kept as the problem and thrown as {UserError} */
  private inTurn<T>(run: () => Promise<T>): Promise<T> {
    const turn = this.queue.then(async () => {
      try {
        const result = await run();
        this.failure = undefined;
        return result;
      } catch (error) {
        if (isAbort(error)) {
          throw error;
        }
        this.failure = asUserError(error);
        throw this.failure;
      }
    });
    this.queue = turn.catch(() => undefined);
    return turn;
  }
}

function logAt(
  logs: Extract<JobLogs, { ok: true }>,
  { attempt, container }: LogAddress,
): JobLog | undefined {
  return attempt === undefined ? logs.main : (findLog(logs.logs, attempt, container) ?? logs.main);
}

async function lastLines(reader: LogReader, log: JobLog, signal: AbortSignal): Promise<LogWindow> {
  const window = new LogWindow();
  const last = await reader.lastPage(log, firstEvents, signal);
  window.addLater(last);
  let characters = charactersIn(last);
  let pages = 1;
  const read = (token: string): Promise<LogPage> => reader.page(log, token, 'backward', signal);
  if (window.eventsHeld >= firstEvents || characters >= firstCharacters) {
    return window;
  }
  for await (const page of pagesFrom(last.backwardToken, 'backward', read)) {
    window.addEarlier(page);
    characters += charactersIn(page);
    const isEnough = window.eventsHeld >= firstEvents || characters >= firstCharacters;
    if (isEnough || ++pages >= maxFirstPages) {
      break;
    }
  }
  return window;
}

const isFull = (page: LogPage): boolean =>
  page.events.length >= maxEventsPerPage || charactersIn(page) >= firstCharacters / 2;

const charactersIn = ({ events }: LogPage): number =>
  events.reduce((sum, { text }) => sum + text.length, 0);

const asUserError = (error: unknown): UserError =>
  isUserError(error)
    ? error
    : new UserError(
        'logs.unexpected',
        t('Could not read the log: {0}', messageOf(error)),
        t('See the log for details.'),
        'showLog',
        { cause: error },
      );

function failureText({ message, remedy, snippet }: UserError): string {
  const sentences = [message, remedy].filter(sentence => sentence !== '').join('\n');
  return `${sentences}\n${snippet === undefined ? '' : `\n${snippet}\n`}`;
}
