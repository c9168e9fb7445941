/**
 * The first property of a stored event that was too large for an item and had parts left out. It holds
 * a text that says so; each cut within the event is marked in its place.
 */
export const truncationMarker = 'batchMonitorCut';

export function isCutEvent(fullEvent: string): boolean {
  return fullEvent.startsWith(`{"${truncationMarker}":`);
}
