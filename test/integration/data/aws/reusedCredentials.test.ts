import assert from 'node:assert/strict';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { openJobTable } from '../../../../src/data/aws';
import type { Connection } from '../../../../src/data/config/connection';
import { forgetCredentials } from '../../../../src/data/credentials/credentialCache';
import { identityOf } from '../../../../src/data/credentials/identity';
import { AwsHome } from '../../../support/emulators/aws/awsHome';
import { LocalSts } from '../../../support/emulators/aws/sts';

const connection: Connection = {
  tableName: 'Jobs',
  region: 'eu-west-1',
  profile: 'process',
  // Nothing listens there.
  endpoint: 'http://127.0.0.1:9',
};

/** The program of a profile may open a browser, so running it without need disturbs the user. */
describe('valid credentials', () => {
  const sts = new LocalSts();
  let home: AwsHome;
  let program: string;
  const realNow = Date.now;

  beforeEach(async () => {
    home = await AwsHome.enter();
    program = path.join(home.folder, 'give-credentials');
    await home.write({ config: `[profile process]\ncredential_process = ${program}\n` });
    home.set({ AWS_ENDPOINT_URL_STS: await sts.server.start() });
    sts.server.received.length = 0;
    sts.faults.clear();
    forgetCredentials();
  });

  afterEach(async () => {
    Date.now = realNow;
    await sts.server.stop();
    await home.leave();
  });

  /** A program that counts its runs; its credentials expire after so many seconds. */
  async function give(lifeSeconds: number | undefined, after = ''): Promise<void> {
    const expiration =
      lifeSeconds === undefined
        ? ''
        : `,"Expiration":"${new Date(Date.now() + lifeSeconds * 1_000).toISOString()}"`;
    const output = `{"Version":1,"AccessKeyId":"AKIAPROCESS","SecretAccessKey":"x","SessionToken":"y"${expiration}}`;
    const script = `#!/bin/sh\necho run >> ${program}.runs\n${after}\necho '${output}'\n`;
    await writeFile(program, script);
    await chmod(program, 0o700);
  }

  async function runs(): Promise<number> {
    return (await readFile(`${program}.runs`, 'utf8')).split('\n').length - 1;
  }

  /** Lets time pass. */
  function pass(ms: number): void {
    const now = Date.now;
    Date.now = () => now() + ms;
  }

  const who = () =>
    identityOf(connection, new AbortController().signal).then(({ arn }) => arn.split('/').at(-1));

  async function refresh(): Promise<void> {
    const table = await openJobTable(connection);
    try {
      await table.shape(new AbortController().signal);
    } finally {
      table.close();
    }
  }

  for (const life of [3_600, undefined]) {
    it(`that expire ${life === undefined ? 'never' : 'later'} survive failed refreshes, and STS uses them, too`, async () => {
      await give(life);
      for (let tries = 0; tries < 3; tries++) {
        await assert.rejects(refresh(), { code: 'network' });
        assert.equal(await who(), 'AKIAPROCESS');
      }
      assert.equal(await runs(), 1);
    });
  }

  it('are requested once by all that need them at the same time', async () => {
    await give(3_600, 'sleep 0.3');
    await Promise.all([who(), who(), refresh().catch(() => undefined)]);
    assert.equal(await runs(), 1);
  });

  it('are used until they expire while newer ones are not available', async () => {
    await give(60);
    assert.equal(await who(), 'AKIAPROCESS');
    await give(60, 'exit 1');
    pass(11_000);
    for (let tries = 0; tries < 3; tries++) {
      assert.equal(await who(), 'AKIAPROCESS');
    }
    assert.equal(await runs(), 2, 'what fails is not run for each request');
    pass(120_000);
    await assert.rejects(who(), { code: 'credentials.process' });
  });

  it('are replaced shortly before they expire', async () => {
    await give(60);
    await who();
    await give(3_600);
    pass(11_000);
    await who();
    await who();
    assert.equal(await runs(), 2);
  });

  it('are not used again once AWS rejected them', async () => {
    await give(3_600);
    sts.faults.set('GetCallerIdentity', { code: 'ExpiredTokenException', message: 'expired' });
    await assert.rejects(who(), { name: /^ExpiredToken/ });
    sts.faults.clear();
    await who();
    assert.equal(await runs(), 2);
  });

  it('are requested again after the AWS files or the environment changed', async () => {
    await give(3_600);
    await who();
    await home.write({ config: `[profile process]\ncredential_process = ${program} --other\n` });
    await who();
    assert.equal(await runs(), 2);
    home.set({ AWS_PROFILE: 'another' });
    await who();
    assert.equal(await runs(), 3);
  });

  it('are not mixed up between profiles', async () => {
    await give(3_600);
    await home.write({
      credentials: '[keys]\naws_access_key_id = AKIAKEYS\naws_secret_access_key = x\n',
    });
    await who();
    const keys = { ...connection, profile: 'keys' };
    assert.match((await identityOf(keys, new AbortController().signal)).arn, /AKIAKEYS/);
    assert.equal(await who(), 'AKIAPROCESS');
  });
});
