import assert from 'node:assert/strict';
import path from 'node:path';
import * as vscode from 'vscode';
import { commands } from '../../src/ids';
import { activated, extensionId, until } from './run/support';

/** What is loaded only when it is needed. */
const loadedChunks = (): readonly string[] =>
  Object.keys(require.cache)
    .filter(file => /dist\/(aws|batch|commands|dashboard|logs|sample)\.js$/.test(file))
    .map(file => path.basename(file));

/** Comes before all other tests, by its name: nobody has looked at anything yet. */
describe('the extension after activation', () => {
  it('activates without loading the AWS SDK, the dashboard or a command, and without sending requests', async () => {
    const extension = vscode.extensions.getExtension(extensionId);
    assert(extension);
    const { feed } = await activated();
    assert.equal(extension.isActive, true);
    // Nothing is set yet and the view is not on show.
    assert.equal(feed.state.load.phase, 'idle');
    assert.deepEqual(loadedChunks(), []);
  });

  it('shows sample data without loading the AWS SDK', async () => {
    const { feed, store } = await activated();
    await vscode.commands.executeCommand(commands.startSampleData);
    await until('the sample is there', () => feed.state.load.phase === 'ready');
    assert(store.size > 1_990);
    assert(!loadedChunks().includes('aws.js'));
    await vscode.commands.executeCommand(commands.endSampleData);
    assert.equal(store.size, 0);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });
});
