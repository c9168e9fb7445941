import assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('in French', async () => {
  it('speaks French', async () => {
    assert.equal(vscode.env.language, 'fr');
    await vscode.extensions.getExtension('momentslab.batch-monitor')?.activate();
    console.log(String(vscode.l10n.uri), JSON.stringify(vscode.l10n.bundle));
    const ext = vscode.extensions.getExtension('momentslab.batch-monitor');
    console.log(JSON.stringify(ext?.packageJSON.contributes.commands.slice(0, 3)));
  });
});
