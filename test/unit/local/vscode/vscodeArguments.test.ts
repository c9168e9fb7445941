import assert from 'node:assert/strict';
import { parseVsCodeArguments } from '../../../local/vscode/vscodeArguments';

const required = [
  '--extensionTestsPath=/repo/out/host/index.js',
  '--user-data-dir=/tmp/user',
  '--extensions-dir=/tmp/extensions',
];

describe('parseVsCodeArguments', () => {
  it('reads the command line of a test run', () => {
    const args = [
      '/tmp/workspace',
      '--no-sandbox',
      '--disable-updates',
      '--disable-workspace-trust',
      '--locale=fr',
      '--extensionDevelopmentPath=/repo',
      ...required,
    ];

    assert.deepEqual(parseVsCodeArguments(args), {
      extensionTestsPath: '/repo/out/host/index.js',
      extensionDevelopmentPaths: ['/repo'],
      userDataFolder: '/tmp/user',
      extensionsFolder: '/tmp/extensions',
      folder: '/tmp/workspace',
      workspaceTrust: false,
      locale: 'fr',
    });
  });

  it('trusts no folder unless requested', () => {
    assert.equal(parseVsCodeArguments(required).workspaceTrust, true);
    assert.equal(parseVsCodeArguments(required).folder, undefined);
    assert.equal(parseVsCodeArguments(required).locale, undefined);
  });

  it('uses the last of repeated arguments, as VS Code does', () => {
    const { userDataFolder } = parseVsCodeArguments([...required, '--user-data-dir=/tmp/other']);
    assert.equal(userDataFolder, '/tmp/other');
  });

  it('reports which argument is missing', () => {
    assert.throws(() => parseVsCodeArguments(required.slice(0, 2)), {
      name: 'SetupError',
      message: /--extensions-dir=/,
    });
  });
});
