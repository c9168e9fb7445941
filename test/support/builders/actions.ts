import type { ActionEntry } from '../../../src/core/actions/actionLog';
import { anAction } from './builders';

/** An entry of the action history by a named user; tests override only the facts they are about. */
export const anEntry = (facts: Partial<ActionEntry> = {}): ActionEntry =>
  anAction({
    ...{ id: 'entry-1', at: Date.UTC(2026, 10, 23, 10), by: 'ada', jobName: 'pre-1' },
    ...facts,
  });
