import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands } from '../../src/ids';

describe('the extension in VS Code', () => {
  const extension = vscode.extensions.getExtension('momentslab.batch-monitor');

  it('activates', async () => {
    assert.ok(extension, 'the extension is not installed');
    await extension.activate();

    assert.equal(extension.isActive, true);
  });

  it('registers the commands that it contributes', async () => {
    const known = new Set(await vscode.commands.getCommands(true));

    assert.deepEqual(
      Object.values(commands).filter(command => !known.has(command)),
      [],
    );
  });
});
