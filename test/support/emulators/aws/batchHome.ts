import { AwsHome } from './awsHome';
import type { LocalBatch } from './localBatch';

/** A home in which requests to AWS Batch reach this server, which is started for that. */
export async function batchHome(batch: LocalBatch): Promise<AwsHome> {
  const home = await AwsHome.enter();
  home.set({
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_ENDPOINT_URL_BATCH: await batch.server.start(),
  });
  return home;
}
