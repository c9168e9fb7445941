import { contextKeys } from '../../ids';
import { ContextKey } from '../base/contextKey';
import type { Memento } from '../base/memento';

/** The commands that complete a step of the walkthrough once they have run. */
const stepCommands = {
  startSampleData: contextKeys.hasTriedSample,
  checkConnection: contextKeys.hasCheckedConnection,
  openDashboard: contextKeys.hasOpenedDashboard,
} as const;

type StepCommand = keyof typeof stepCommands;

const isStepCommand = (name: string): name is StepCommand => Object.hasOwn(stepCommands, name);

/**
 * Steps of the walkthrough that the user did before opening it, also in an earlier session. VS Code itself
 * counts only commands that run while it knows the walkthrough.
 */
export class DoneOnce {
  constructor(
    private readonly memory: Memento,
    private readonly onError: (error: unknown) => void,
  ) {
    Object.keys(stepCommands)
      .filter(isStepCommand)
      .forEach(name => this.publish(name));
  }

  /** Call when a command has run. */
  ran(command: string): void {
    if (isStepCommand(command) && !this.has(command)) {
      this.memory.update(keyOf(command), true).then(undefined, this.onError);
      this.publish(command);
    }
  }

  has(command: StepCommand): boolean {
    return this.memory.get(keyOf(command)) === true;
  }

  private publish(command: StepCommand): void {
    if (this.has(command)) {
      new ContextKey<boolean>(stepCommands[command]).set(true);
    }
  }
}

const keyOf = (command: StepCommand): string => `hasRun.${command}`;
