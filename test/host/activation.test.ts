import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activated, extensionId } from './support';

/** Comes before all other tests, by its name: nobody has looked at anything yet. */
describe('the extension, just activated', () => {
  it('activates without loading the AWS SDK or asking for anything', async () => {
    const extension = vscode.extensions.getExtension(extensionId);
    assert(extension);
    const { feed, activationMs } = await activated();
    assert.equal(extension.isActive, true);
    console.log(`activate() took ${activationMs.toFixed(1)} ms`);
    // Nothing is set yet and the view is not on show.
    assert.equal(feed.state.load.phase, 'idle');
    const loaded = Object.keys(require.cache).filter(file => file.endsWith('dist/aws.js'));
    assert.deepEqual(loaded, []);
  });
});
