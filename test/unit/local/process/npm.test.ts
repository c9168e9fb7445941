import assert from 'node:assert/strict';
import { npmEnvironment } from '../../../local/process/npm';

describe('npmEnvironment', () => {
  it('removes the variables that an outer npm sets for our own package', () => {
    const outer = {
      npm_lifecycle_event: 'test',
      npm_package_name: 'batch-monitor',
      npm_config_local_prefix: '/repo',
      npm_config_registry: 'https://registry.example',
      HOME: '/home/me',
    };

    assert.deepEqual(npmEnvironment(outer), {
      npm_config_registry: 'https://registry.example',
      HOME: '/home/me',
    });
  });

  it('finds another Node.js first', () => {
    assert.equal(
      npmEnvironment({ PATH: '/usr/bin' }, '/node24/bin')['PATH'],
      '/node24/bin:/usr/bin',
    );
  });
});
