import assert from 'node:assert/strict';
import { splitByScope } from '../../../local/vscode/settingsFiles';

const manifest = {
  contributes: {
    configuration: {
      properties: {
        'our.endpoint': { scope: 'machine' },
        'our.profile': { scope: 'application' },
        'our.table': {},
      },
    },
  },
};

describe('splitByScope', () => {
  it('writes machine-scoped settings to the machine and all others to the user', () => {
    const settings = {
      'our.endpoint': 'http://127.0.0.1:8000',
      'our.profile': 'dev',
      'our.table': 'Jobs',
      'workbench.colorTheme': 'Default Dark Modern',
    };

    assert.deepEqual(splitByScope(settings, manifest), {
      machine: { 'our.endpoint': 'http://127.0.0.1:8000' },
      user: {
        'our.profile': 'dev',
        'our.table': 'Jobs',
        'workbench.colorTheme': 'Default Dark Modern',
      },
    });
  });

  it('accepts a manifest without settings', () => {
    assert.deepEqual(splitByScope({ a: 1 }, {}), { machine: {}, user: { a: 1 } });
  });
});
