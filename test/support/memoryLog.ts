import { Emitter } from '../../src/core/emitter';
import type { LogChange } from '../../src/data/sharedLog';
import type { ActionEntry } from '../../src/core/actionLog';

interface MemoryLog {
  readonly entries: readonly ActionEntry[];
  readonly onDidChange: Emitter<LogChange<ActionEntry>>['event'];
  ready(): Promise<void>;
  add(added: readonly ActionEntry[]): Promise<void>;
  clear(): Promise<void>;
  dispose(): void;
}

/** A log of this process alone, in the place of one that windows share. */
export function memoryLog(): MemoryLog {
  const changed = new Emitter<LogChange<ActionEntry>>();
  const entries: ActionEntry[] = [];
  return {
    entries,
    onDidChange: changed.event,
    ready: () => Promise.resolve(),
    add: added => {
      entries.push(...added);
      changed.fire({ kind: 'added', entries: added });
      return Promise.resolve();
    },
    clear: () => {
      entries.length = 0;
      changed.fire({ kind: 'afresh' });
      return Promise.resolve();
    },
    dispose: () => changed.dispose(),
  };
}
