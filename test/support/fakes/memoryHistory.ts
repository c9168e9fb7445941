import type { ActionEntry } from '../../../src/core/actions/actionLog';
import { Emitter } from '../../../src/core/base/emitter';
import type { LogChange } from '../../../src/data/log/sharedLogTypes';
import { ActionHistory } from '../../../src/ui/actions/actionHistory';

/** The real action history on an in-memory log. */
export function memoryHistory(known: readonly ActionEntry[] = []): ActionHistory {
  const changed = new Emitter<LogChange<ActionEntry>>();
  let entries = known;
  const replace = (next: readonly ActionEntry[], change: LogChange<ActionEntry>): Promise<void> => {
    entries = next;
    changed.fire(change);
    return Promise.resolve();
  };
  return new ActionHistory({
    get entries() {
      return entries;
    },
    onDidChange: changed.event,
    ready: () => Promise.resolve(),
    add: added => replace([...entries, ...added], { kind: 'added', entries: added }),
    addDurably: async added => {
      await replace([...entries, ...added], { kind: 'added', entries: added });
      return true;
    },
    clear: () => replace([], { kind: 'afresh' }),
    dispose: () => changed.dispose(),
  });
}
