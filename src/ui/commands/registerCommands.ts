import { t } from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Disposable } from '../../core/base/emitter';
import { describeError, isUserError, messageOf, UserError } from '../../core/diagnostics/errors';
import { commands } from '../../ids';
import { offerRemedy } from '../base/errorMessage';
import type { CommandHandler } from './command';
import type { CommandServices } from './commandHandlers';
import { isOfSelection } from './jobTargets';

type Handlers = Readonly<Record<keyof typeof commands, CommandHandler>>;

/** Registers all commands; their handlers load when the first one runs. */
export function registerCommands(
  services: CommandServices,
  onRun: (name: keyof typeof commands) => void,
): Disposable[] {
  const { log } = services;
  let handlers: Promise<Handlers> | undefined;
  const load = async (): Promise<Handlers> => {
    const { commandHandlers } = await import('./commandHandlers');
    return commandHandlers(services);
  };
  return (Object.keys(commands) as (keyof typeof commands)[]).map(name =>
    vscode.commands.registerCommand(commands[name], async (target?: unknown, targets?: unknown) => {
      try {
        const handler = (await (handlers ??= load()))[name];
        onRun(name);
        if (isOfSelection(target)) {
          const nodes = services.selectedNodes();
          return await handler(nodes[0] ?? null, nodes);
        }
        return await handler(target, targets);
      } catch (error) {
        // Report here, because buttons of the page and of notifications do not handle errors.
        log.error(`${name} failed: ${describeError(error)}`);
        offerRemedy(asUserError(error));
        return undefined;
      }
    }),
  );
}

function asUserError(error: unknown): UserError {
  return isUserError(error)
    ? error
    : new UserError(
        'command.unexpected',
        t('Something went wrong: {0}.', messageOf(error)),
        t('See the log for details.'),
        'showLog',
        { cause: error },
      );
}
