import { minuteMs } from '../../src/core/base/timeUnits';
import { TimeZone } from '../../src/core/base/timeZone';
import type { Preferences } from '../../src/protocol/schemas';

const zones = new Map<string, TimeZone>();
let local = { name: '', readAt: -Infinity };

/** The zone of the clock that the user reads times by; the host's computer may be in another one. */
export function clockZone(choice: Preferences['timeZone']): TimeZone {
  const name = choice === 'utc' ? 'UTC' : localZone(Date.now());
  const zone = zones.get(name) ?? TimeZone.of(name);
  zones.set(name, zone);
  return zone;
}

/** Changes only when the user travels, and takes a tenth of a millisecond to read, several times per render. */
function localZone(now: number): string {
  if (Math.abs(now - local.readAt) > minuteMs) {
    local = { name: Intl.DateTimeFormat().resolvedOptions().timeZone, readAt: now };
  }
  return local.name;
}
