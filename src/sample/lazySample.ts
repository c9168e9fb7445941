import type * as Sample from './sample';

/** Loaded on demand, since few users ever open the sample. */
export function loadSample(): Promise<typeof Sample> {
  return import('./sample');
}
