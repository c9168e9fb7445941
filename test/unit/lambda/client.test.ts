import assert from 'node:assert/strict';
import { createClient } from '../../../lambda/client';

const endpoint = 'http://127.0.0.1:8000';
const region = 'eu-west-1';

describe('createClient', () => {
  it('makes up credentials for an emulator when the environment has none', async () => {
    const { config } = createClient({ endpoint, region, env: { AWS_PROFILE: '' } });
    assert.equal((await config.credentials()).accessKeyId, 'local');
    assert.equal(await config.region(), region);
  });

  it('leaves credentials alone where the environment has them, and on AWS', async () => {
    const saved = { ...process.env };
    process.env['AWS_ACCESS_KEY_ID'] = 'own';
    process.env['AWS_SECRET_ACCESS_KEY'] = 'own';
    try {
      const own = { AWS_ACCESS_KEY_ID: 'own' };
      for (const options of [
        { endpoint, region, env: own },
        { region, env: {} },
      ]) {
        const { accessKeyId } = await createClient(options).config.credentials();
        assert.equal(accessKeyId, 'own');
      }
    } finally {
      for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']) {
        if (saved[name] === undefined) {
          Reflect.deleteProperty(process.env, name);
        } else {
          process.env[name] = saved[name];
        }
      }
    }
  });
});
