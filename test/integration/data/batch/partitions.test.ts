import assert from 'node:assert/strict';
import dns from 'node:dns';
import { BatchClient } from '../../../../src/data/batch/batchClient';
import { AwsHome } from '../../../support/emulators/aws/awsHome';

const hosts = {
  'eu-west-1': 'batch.eu-west-1.amazonaws.com',
  'cn-north-1': 'batch.cn-north-1.amazonaws.com.cn',
  'us-gov-west-1': 'batch.us-gov-west-1.amazonaws.com',
};

describe('AWS Batch in the partitions of AWS', () => {
  const { lookup } = dns;
  let asked: Set<string>;
  let home: AwsHome;

  beforeEach(async () => {
    asked = new Set();
    home = await AwsHome.enter();
    home.set({ AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' });
    const fail = (host: string, _: unknown, done: (error: Error) => void): void => {
      asked.add(host);
      done(Object.assign(new Error('not found'), { code: 'ENOTFOUND' }));
    };
    Object.assign(dns, { lookup: fail });
  });

  afterEach(async () => {
    Object.assign(dns, { lookup });
    await home.leave();
  });

  for (const [region, host] of Object.entries(hosts)) {
    it(`has the host ${host}`, async () => {
      const connection = { tableName: '', region, profile: undefined, endpoint: undefined };
      const client = new BatchClient({ ...connection, source: 'batch' });
      const request = { jobQueue: 'queue', jobStatus: 'RUNNING' } as const;
      await assert.rejects(client.listJobs(request, new AbortController().signal), {
        code: 'network',
      });
      client.close();
      assert.deepEqual([...asked], [host]);
    });
  }
});
