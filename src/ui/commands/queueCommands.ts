import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import { resourceConsoleLink } from '../../core/aws/consoleLinks';
import { batchReadingActions, policyStatement } from '../../core/aws/policyStatement';
import { objectIn, textIn, textsIn } from '../../core/base/json';
import { copyWithMessage } from '../base/clipboard';
import type { OpenLink } from '../base/openLink';
import type { QueueAccess } from '../queues/queueAccess';
import { resourceArnOf } from '../queues/queueNode';
import type { QueuesView } from '../queues/queuesView';
import type { CommandHandler } from './command';

export interface QueueServices {
  readonly queueAccess: Pick<QueueAccess, 'allow'>;
  readonly queuesView: Pick<QueuesView, 'refresh' | 'reveal'>;
  readonly openLink: OpenLink;
}

type QueueCommand =
  | 'readQueues'
  | 'stopReadingQueues'
  | 'refreshQueues'
  | 'showQueue'
  | 'copyArn'
  | 'openQueueInConsole'
  | 'copyPolicyStatement';

/** The commands of the queues view. */
export const queueCommands = ({
  queueAccess,
  queuesView,
  openLink,
}: QueueServices): Record<QueueCommand, CommandHandler> => ({
  readQueues: () => queueAccess.allow(true),
  stopReadingQueues: () => queueAccess.allow(false),
  refreshQueues: () => queuesView.refresh(),
  showQueue: async target => {
    const name = queueNameOf(target);
    await queuesView.reveal(name);
  },
  copyArn: async target => {
    const arn = resourceArnOf(target);
    if (arn !== undefined) {
      await copyWithMessage(arn, t('Copied the ARN.'));
    }
  },
  openQueueInConsole: async target => {
    const link = resourceConsoleLink(resourceArnOf(target) ?? '');
    if (link.ok) {
      await openLink(link.text);
    } else {
      void vscode.window.showInformationMessage(link.reason);
    }
  },
  copyPolicyStatement: async target => {
    const { snippet, error } = objectIn(target);
    const given = textIn(snippet) ?? textIn((error as { snippet?: unknown } | undefined)?.snippet);
    await copyWithMessage(
      given ?? policyStatement(batchReadingActions, ['*']),
      t('Copied the policy statement.'),
    );
  },
});

/** The queue of a group in the jobs view. */
function queueNameOf(target: unknown): string {
  const { kind, path } = objectIn(target);
  return kind === 'group' ? (textsIn(path)[0] ?? '') : '';
}
