import type { ActionEntry } from '../../../src/core/actions/actionLog';
import { Emitter } from '../../../src/core/base/emitter';
import type { LogChange } from '../../../src/data/log/sharedLog';
import { ActionHistory } from '../../../src/ui/actions/actionHistory';

/** The real action history, over a log that is kept in memory alone. */
export function memoryHistory(known: readonly ActionEntry[] = []): ActionHistory {
  const changed = new Emitter<LogChange<ActionEntry>>();
  let entries = known;
  const become = (next: readonly ActionEntry[], change: LogChange<ActionEntry>): Promise<void> => {
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
    add: added => become([...entries, ...added], { kind: 'added', entries: added }),
    clear: () => become([], { kind: 'afresh' }),
    dispose: () => changed.dispose(),
  });
}
