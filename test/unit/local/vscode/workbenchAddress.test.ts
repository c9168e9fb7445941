import assert from 'node:assert/strict';
import { workbenchAddress } from '../../../local/vscode/workbenchAddress';

const payloadOf = (address: string): unknown =>
  JSON.parse(new URL(address).searchParams.get('payload') ?? '');

describe('workbenchAddress', () => {
  it('names folder, extension and tests by their paths on the server', () => {
    const address = workbenchAddress({
      authority: '127.0.0.1:8080',
      folder: '/tmp/a folder',
      extensionDevelopmentPaths: ['/repo'],
      extensionTestsPath: '/repo/out/index.js',
    });

    assert.equal(new URL(address).searchParams.get('folder'), '/tmp/a folder');
    assert.deepEqual(payloadOf(address), [
      ['skipWelcome', 'true'],
      ['extensionDevelopmentPath', 'vscode-remote://127.0.0.1:8080/repo'],
      ['extensionTestsPath', 'vscode-remote://127.0.0.1:8080/repo/out/index.js'],
    ]);
  });

  it('opens an empty window without a folder', () => {
    const address = workbenchAddress({ authority: '127.0.0.1:8080' });
    assert.equal(new URL(address).searchParams.get('ew'), 'true');
  });
});
