import type * as Sample from './sample';

/** Few ever look at the sample, so nobody else loads it. */
export function loadSample(): Promise<typeof Sample> {
  return import('./sample');
}
