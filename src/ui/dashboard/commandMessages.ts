import { t } from '@vscode/l10n';
import type { ActionFilter } from '../../core/actions/actionLog';
import type { JobQuerySpec } from '../../core/filter/jobFilter';
import type { JobStore } from '../../core/store/jobStore';
import type { Handlers, Message } from '../../protocol/messages';
import type { ActionTarget } from '../../protocol/schemas';
import type {
  BulkAction,
  FailureCommand,
  JobCommand,
  PageCommand,
  ToHost,
} from '../../protocol/toHost';

export interface CommandMessagesOptions {
  readonly store: Pick<JobStore, 'get'>;
  readonly runCommand: (name: PageCommand | JobCommand, jobId: string | undefined) => void;
  readonly exportJobs: (query: JobQuerySpec) => void;
  readonly exportHistory: (filter: ActionFilter) => void;
  /** Runs the command of the action, as the context menu does. */
  readonly act: (action: BulkAction, target: ActionTarget) => void;
  /** Runs the command on the group of failures, as its context menu does. */
  readonly runOnFailures: (name: FailureCommand, group: string) => void;
  /** Tells the user why a request is refused. */
  readonly refuse: (reason: string) => void;
}

export type CommandMessage = 'command' | 'act' | 'failureCommand' | 'export' | 'exportHistory';

/** Runs the commands behind the buttons and menus of the page. */
export const commandMessages = (
  options: CommandMessagesOptions,
): Pick<Handlers<ToHost>, CommandMessage> => ({
  command: message => runCommand(options, message),
  act: ({ action, target }) => options.act(action, target),
  failureCommand: ({ name, group }) => options.runOnFailures(name, group),
  export: ({ filter, sort }) => options.exportJobs({ filter, sort }),
  exportHistory: ({ filter }) => options.exportHistory(filter),
});

function runCommand(
  { store, runCommand, refuse }: CommandMessagesOptions,
  message: Message<ToHost, 'command'>,
): void {
  const jobId = 'jobId' in message ? message.jobId : undefined;
  if (jobId === undefined || store.get(jobId)) {
    runCommand(message.name, jobId);
  } else {
    refuse(t('The job is no longer in the table.'));
  }
}
