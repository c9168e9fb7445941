import type { ActionEntry, ActionFilter, ActionMode } from '../../../../src/core/actions/actionLog';
import { useTexts, type Texts } from '../../../../src/core/text/localization';
import type { AwayFailures } from '../../../../src/core/failures/awayFailures';
import { Emitter } from '../../../../src/core/base/emitter';
import type { Sort } from '../../../../src/core/filter/columns';
import { linkOf } from '../../../../src/core/filter/dashboardLink';
import { UserError } from '../../../../src/core/diagnostics/errors';
import type { Job } from '../../../../src/core/job/job';
import { noFilter, type JobFilter } from '../../../../src/core/filter/jobFilter';
import { maxJobsAtOnce } from '../../../../src/core/actions/jobActions';
import type { JobMark } from '../../../../src/core/job/jobMarks';
import { Resolutions } from '../../../../src/core/failures/resolutions';
import { JobQueries } from '../../../../src/core/query/jobQueries';
import { JobStore } from '../../../../src/core/store/jobStore';
import { defaultTaskTypeRules } from '../../../../src/core/job/taskType';
import { TaskTypes } from '../../../../src/core/job/taskTypes';
import { withCompletion, type Completion } from '../../../../src/data/feed/completion';
import type { FeedState } from '../../../../src/data/feed/feedState';
import type { LogPreview } from '../../../../src/protocol/logPreview';
import type { ActionTarget } from '../../../../src/protocol/schemas';
import type { BulkAction, ToHost } from '../../../../src/protocol/toHost';
import { checkToHost } from '../../../../src/protocol/messages';
import { memoryHistory } from '../../../support/fakes/memoryHistory';
import { DashboardSession } from '../../../../src/ui/dashboard/dashboardSession';
import type { ShownView } from '../../../../src/ui/dashboard/shownView';
import { memoryTimeZone } from '../../../support/fakes/memoryTimeZone';
import { DashboardPreferences } from '../../../../src/ui/dashboard/dashboardPreferences';
import { aFeedState } from '../../../support/builders/builders';
import { rowHeight } from '../../../../webview/view/grid/gridTemplates';
import { madeUpEvent } from './madeUpEvents';
import { madeUpJobs, newest } from './madeUpJobs';
import { bodyClasses, variablesOf, type ThemeKind } from './themes';

export interface FakeHostOptions {
  readonly theme: ThemeKind;
  /** How many made-up jobs the table holds. */
  readonly jobs: number;
  /** Jobs beside the made-up ones. */
  readonly more?: readonly Job[];
  readonly feed?: Partial<FeedState>;
  /** The failures while the user was away. */
  readonly away?: AwayFailures;
  /** Between refreshes; 0: none unless asked for. */
  readonly waitMs?: number;
  /** How long each answer takes. */
  readonly delayMs?: number;
  /** Divides the host's own delays; 1 by default. */
  readonly speed?: number;
  /** Stored events by job id, in the place of made-up ones. */
  readonly events?: Readonly<Record<string, string>>;
  /** What AWS Batch added to events, or why it did not, by job id. */
  readonly completions?: Readonly<Record<string, 'completed' | Problem>>;
  /** Last lines of logs by job id; other jobs have no log. */
  readonly logs?: Readonly<Record<string, LogPreview>>;
  /** What the queues of waiting jobs tell, by job id. */
  readonly queues?: Readonly<Record<string, readonly string[]>>;
  /** What was done about jobs, oldest first. */
  readonly history?: readonly ActionEntry[];
  /** What a page that was replaced showed, and where the user was in it. */
  readonly replaced?: ShownView;
  /** Whether actions reach AWS; simulated without. */
  readonly mode?: ActionMode;
  /** Of the host's language; English without. */
  readonly texts?: Texts;
}

declare global {
  interface Window {
    fakeHost: FakeHost;
  }
}

/**
 * VS Code and the extension, in the page itself: the real session on a store of made-up jobs, behind
 * the API that a webview has. State lives in the tab's storage, as VS Code keeps it for a panel.
 */
export class FakeHost {
  readonly received: ToHost[] = [];
  /** What the page sent and the host would have dropped. */
  readonly rejected: string[] = [];
  readonly violations: string[] = [];
  /** The jobs whose items were read. */
  readonly itemsRead: string[] = [];
  /** Whether reading an item fails. */
  itemsFail = false;
  /** What was put on the clipboard by the host. */
  readonly copied: string[] = [];
  /** Actions that were to run. */
  readonly actions: { readonly action: BulkAction; readonly jobIds: readonly string[] }[] = [];
  readonly commands: [string, string | undefined][] = [];
  /** Commands on groups of failures. */
  readonly failureCommands: [string, string][] = [];
  /** Of what the action history was to be exported. */
  readonly exported: ActionFilter[] = [];
  readonly history = memoryHistory();
  private readonly store = new JobStore();
  private readonly changed = new Emitter<FeedState>();
  private readonly session: DashboardSession;
  private feedState: FeedState;

  constructor(private readonly options: FakeHostOptions) {
    void this.history.add(options.history ?? []);
    this.store.apply([...madeUpJobs(options.jobs), ...(options.more ?? [])]);
    this.feedState = {
      ...aFeedState({
        updatedAt: Date.now() - 8000,
        sessionUnits: 1234,
        completeUnits: 440,
        changesUnits: 6,
        followsChanges: true,
      }),
      connection: {
        tableName: 'MonitoringToolTest',
        region: 'eu-west-1',
      } as FeedState['connection'],
      ...options.feed,
    };
    const state = (): FeedState => this.feedState;
    const taskTypes = new TaskTypes(defaultTaskTypeRules);
    const resolutions = new Resolutions(this.store, taskTypes);
    this.session = new DashboardSession({
      store: this.store,
      laterJob: jobId => resolutions.laterJob(jobId),
      queries: new JobQueries(this.store, taskTypes),
      taskTypes,
      feed: {
        get state() {
          return state();
        },
        onDidChangeState: this.changed.event,
        getItem: (jobId, signal) => this.getItem(jobId, signal),
      },
      rate: {
        waitMs: options.waitMs ?? 5000,
        onDidChange: new Emitter<undefined>().event,
      },
      modes: { mode: options.mode ?? 'simulated', onDidChange: new Emitter<ActionMode>().event },
      away: { failures: options.away, onDidChange: new Emitter<undefined>().event },
      post: message => this.post(message),
      preferences: new DashboardPreferences(
        localMemory,
        memoryTimeZone(localMemory),
        () => undefined,
      ),
      copy: text => this.copied.push(text),
      linkOf: view => linkOf('vscode://momentslab.batch-monitor/dashboard', view),
      refuse: () => undefined,
      runCommand: (name, jobId) => this.commands.push([name, jobId]),
      runOnFailures: (name, group) => this.failureCommands.push([name, group]),
      exportJobs: () => undefined,
      exportHistory: filter => this.exported.push(filter),
      act: (action, target) => void this.act(action, target),
      history: this.history,
      readLog: ({ jobId }) => Promise.resolve(options.logs?.[jobId]),
      readQueue: ({ jobId }) => Promise.resolve(options.queues?.[jobId] ?? []),
      warn: message => this.rejected.push(message),
      clock: {
        now: () => Date.now(),
        setTimeout: (run, ms) => setTimeout(run, ms / (options.speed ?? 1)),
        clearTimeout: timer => clearTimeout(timer as number),
      },
    });
    if (options.replaced) {
      this.session.show(options.replaced);
    }
  }

  /** What a page in the place of this one is given. */
  get shownNow(): ShownView {
    const { querySpec, detailsOf, position } = this.session;
    return { ...(querySpec ?? { filter: noFilter }), jobId: detailsOf, position };
  }

  readonly api = {
    postMessage: (message: unknown): void => {
      const checked = checkToHost(message);
      if (checked.ok) {
        this.received.push(checked.message);
      }
      setTimeout(() => this.session.receive(message), this.options.delayMs ?? 0);
    },
    getState: (): unknown => JSON.parse(sessionStorage.getItem('state') ?? 'null') ?? undefined,
    setState: (state: unknown): void => sessionStorage.setItem('state', JSON.stringify(state)),
  };

  setFeed(change: Partial<FeedState>): void {
    this.feedState = { ...this.feedState, ...change };
    this.changed.fire(this.feedState);
  }

  apply(jobs: readonly Job[]): void {
    this.store.apply(jobs);
  }

  setMark(mark: JobMark, jobIds: readonly string[], isOn = true): void {
    this.store.setMark(mark, jobIds, isOn);
  }

  remove(jobId: string): void {
    const mark = this.store.mark();
    this.store.apply([...this.store.jobs()].filter(job => job.jobId !== jobId));
    this.store.removeUnseen(mark);
  }

  private async act(action: BulkAction, target: ActionTarget): Promise<void> {
    this.actions.push({ action, jobIds: await this.idsOf(target) });
  }

  private idsOf(target: ActionTarget): readonly string[] | Promise<readonly string[]> {
    switch (target.kind) {
      case 'some':
        return target.jobIds;
      case 'matching':
        return this.session.matchingIds(target.except, maxJobsAtOnce + 1);
      case 'failures':
        return this.session.failedIds(target.group, maxJobsAtOnce + 1);
    }
  }

  private async getItem(
    jobId: string,
    signal: AbortSignal | undefined,
  ): Promise<Record<string, unknown> | undefined> {
    this.itemsRead.push(jobId);
    await new Promise(resolve => setTimeout(resolve, 20));
    signal?.throwIfAborted();
    if (this.itemsFail) {
      throw new UserError('network', 'AWS cannot be reached.', 'Check the network.');
    }
    const job = this.store.get(jobId);
    const item = job && { jobId, fullEvent: this.options.events?.[jobId] ?? madeUpEvent(job) };
    const completion = this.options.completions?.[jobId];
    return item && completion ? withCompletion(item, completionOf(completion)) : item;
  }

  show(filter: Partial<JobFilter>, sort?: Sort): void {
    this.session.show({ filter: { ...noFilter, ...filter }, sort });
  }

  showFailures(filter: Partial<JobFilter> = {}): void {
    this.session.show({ filter: { ...noFilter, ...filter }, failures: true });
  }

  showMedia(mediaId: string): void {
    this.session.show({ filter: noFilter, mediaId });
  }

  /** How many rows without content are painted in so much time. */
  blankRowsDuring(ms: number): Promise<number> {
    const until = performance.now() + ms;
    return new Promise(resolve => {
      let seen = 0;
      const look = (): void => {
        seen += document.querySelectorAll('.row.coming').length;
        if (performance.now() < until) {
          requestAnimationFrame(look);
        } else {
          resolve(seen);
        }
      };
      look();
    });
  }

  /** How many rows in view without content are painted while the table scrolls from its top. */
  blankRowsWhileScrolling(rowsASecond: number, ms: number): Promise<number> {
    const grid = document.querySelector('[role=grid]');
    const start = performance.now();
    return new Promise(resolve => {
      let seen = 0;
      const scroll = (): void => {
        const passed = performance.now() - start;
        const bottom = grid?.getBoundingClientRect().bottom ?? 0;
        const coming = [...document.querySelectorAll('.row.coming')];
        seen += coming.filter(row => row.getBoundingClientRect().top < bottom).length;
        grid?.scrollTo({ top: (passed / 1_000) * rowsASecond * rowHeight });
        if (passed < ms) {
          requestAnimationFrame(scroll);
        } else {
          resolve(seen);
        }
      };
      scroll();
    });
  }

  /** As the extension does: the JSON of anything. */
  post(message: unknown): void {
    window.postMessage(JSON.stringify(message), '*');
  }

  /** The newest time of the made-up jobs, for jobs that are to come after them. */
  readonly newest = newest;
}

/** As VS Code's global state: it outlives the page. */
const localMemory = {
  get: (key: string): unknown => JSON.parse(localStorage.getItem(key) ?? 'null') ?? undefined,
  update: (key: string, value: unknown): Promise<void> => {
    localStorage.setItem(key, JSON.stringify(value));
    return Promise.resolve();
  },
};

/** A {UserError} as it can be sent to the page. */
interface Problem {
  readonly message: string;
  readonly remedy: string;
  readonly snippet: string;
}

const completionOf = (completion: 'completed' | Problem): Completion =>
  completion === 'completed'
    ? completion
    : new UserError('batch.denied', completion.message, completion.remedy, 'checkConnection', {
        snippet: completion.snippet,
      });

function applyTheme(kind: ThemeKind): void {
  const { style } = document.documentElement;
  for (const [name, value] of Object.entries(variablesOf(kind))) {
    style.setProperty(name, value);
  }
  document.body.className = bodyClasses[kind];
  // The rules every webview gets from VS Code, those that matter here.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`@layer vscode-default {
    html { scrollbar-color: var(--vscode-scrollbarSlider-background) var(--vscode-editor-background); }
    body { overscroll-behavior-x: none; background-color: transparent; color: var(--vscode-editor-foreground);
      font-family: var(--vscode-font-family); font-weight: var(--vscode-font-weight);
      font-size: var(--vscode-font-size); margin: 0; padding: 0 20px; }
    a, a code { color: var(--vscode-textLink-foreground); }
    ::-webkit-scrollbar { width: 10px; height: 10px; }
    ::-webkit-scrollbar-corner { background-color: var(--vscode-editor-background); }
    ::-webkit-scrollbar-thumb { background-color: var(--vscode-scrollbarSlider-background); }
  }`);
  document.adoptedStyleSheets.unshift(sheet);
}

/** Called in each document of a page; `name` is that of the dashboard, which other documents may have shown before. */
function startFakeHost(options: FakeHostOptions, name: string): void {
  if (window.name !== name) {
    localStorage.clear();
    sessionStorage.clear();
    window.name = name;
  }
  // The extension host has it; the policy of the page, in which the host's code runs here, forbids it.
  Reflect.deleteProperty(window, 'WebAssembly');
  useTexts(options.texts);
  const host = new FakeHost(options);
  window.fakeHost = host;
  Object.assign(window, { acquireVsCodeApi: () => host.api });
  document.addEventListener('securitypolicyviolation', event =>
    host.violations.push(`${event.violatedDirective}: ${event.sourceFile}:${event.lineNumber}`),
  );
  document.addEventListener('DOMContentLoaded', () => applyTheme(options.theme));
}

Object.assign(window, { startFakeHost });
