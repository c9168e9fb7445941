import { textsInUse } from '../core/texts';
import type * as Aws from './aws';

/** Loads the AWS SDK at the first use, about 50 ms, so that activation does not pay for it. */
export async function loadAws(): Promise<typeof Aws> {
  const aws = await import('./aws');
  aws.useTexts(textsInUse());
  return aws;
}
