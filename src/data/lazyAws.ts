import type * as Aws from './aws';

/** Loads the AWS SDK on first use, which takes about 50 ms, so that activation does not pay for it. */
export function loadAws(): Promise<typeof Aws> {
  return import('./aws');
}
