import type { ActionFilter } from '../../src/core/actions/actionLog';
import type { ColumnId } from '../../src/core/filter/columns';
import type { JobQuerySpec } from '../../src/core/filter/jobFilter';
import type { ActionTarget, Target } from '../../src/protocol/schemas';
import type {
  BulkAction,
  FailureCommand,
  JobCommand,
  PageCommand,
  ToHost,
} from '../../src/protocol/toHost';

export interface PageRequestsOptions {
  readonly post: (message: ToHost) => void;
  readonly query: () => JobQuerySpec;
  /** The text in the search box, if it has an error. */
  readonly invalidSearch: () => string | undefined;
  readonly selected: () => Target;
  /** The visible columns, in order. */
  readonly columns: () => ColumnId[];
  readonly historyFilter: () => ActionFilter;
}

/** Asks the host to do what the user wants: run commands, act on jobs, copy and export. */
export class PageRequests {
  constructor(private readonly options: PageRequestsOptions) {}

  run(name: PageCommand): void {
    this.options.post({ type: 'command', name });
  }

  runOnJob(name: JobCommand, jobId: string): void {
    this.options.post({ type: 'command', name, jobId });
  }

  runOnFailures(name: FailureCommand, group: string): void {
    this.options.post({ type: 'failureCommand', name, group });
  }

  /** The host asks for confirmation and reports the outcome. */
  act(action: BulkAction, target: ActionTarget): void {
    this.options.post({ type: 'act', action, target });
  }

  copySelection(what: 'rows' | 'ids'): void {
    const { post, selected, columns } = this.options;
    post({ type: 'copy', what, target: selected(), columns: columns() });
  }

  copyValue(jobId: string, column: ColumnId): void {
    const target = { kind: 'some', jobIds: [jobId] } as const;
    this.options.post({ type: 'copy', what: 'value', target, columns: [column] });
  }

  copyLink(): void {
    const { filter, sort } = this.options.query();
    this.options.post({ type: 'copyLink', filter, sort });
  }

  /** Exports all jobs that match, to a file; the host refuses if the search has an error. */
  exportJobs(): void {
    const { post, query, invalidSearch } = this.options;
    const { filter, sort } = query();
    const text = invalidSearch() ?? filter.text;
    post({ type: 'export', filter: { ...filter, text }, sort });
  }

  /** Exports all matching entries of the action history to a file. */
  exportHistory(): void {
    this.options.post({ type: 'exportHistory', filter: this.options.historyFilter() });
  }
}
