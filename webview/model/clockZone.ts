import { TimeZone } from '../../src/core/base/timeZone';
import type { Preferences } from '../../src/protocol/schemas';

const zones = new Map<string, TimeZone>();

/** The zone of the clock that the user reads times by; the host's computer may be in another one. */
export function clockZone(choice: Preferences['timeZone']): TimeZone {
  const name = choice === 'utc' ? 'UTC' : Intl.DateTimeFormat().resolvedOptions().timeZone;
  const zone = zones.get(name) ?? TimeZone.of(name);
  zones.set(name, zone);
  return zone;
}
