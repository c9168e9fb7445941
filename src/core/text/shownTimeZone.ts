/** The time zone in which users read times. */
export const shownTimeZones = ['local', 'utc'] as const;

export type ShownTimeZone = (typeof shownTimeZones)[number];

let zone: ShownTimeZone = 'local';

/** Sets the time zone of all formatted times. The page has its own copy of this module and does not use it. */
export function useTimeZone(chosen: ShownTimeZone): void {
  zone = chosen;
}

export const timeZoneInUse = (): ShownTimeZone => zone;
