import { Emitter } from '../../../src/core/base/emitter';
import type { Memento } from '../../../src/ui/base/memento';
import type { TimeZoneChoice } from '../../../src/ui/dashboard/dashboardPreferences';

const key = 'timeZone';

/** The time zone of all times, kept in a memory instead of a setting. */
export function memoryTimeZone(memory: Memento): TimeZoneChoice {
  const changed = new Emitter<void>();
  return {
    get value() {
      return memory.get(key) === 'utc' ? 'utc' : 'local';
    },
    set: zone => {
      void memory.update(key, zone);
      changed.fire();
    },
    onDidChange: changed.event,
  };
}
