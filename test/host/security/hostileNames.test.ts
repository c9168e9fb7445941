import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands } from '../../../src/ids';
import { connect, instead, makeTable, set } from '../run/support';

const hostile = '[x](command:workbench.action.quit)';

describe('a name that looks like a link, in VS Code', () => {
  before(async () => {
    await makeTable('HostileNames', []);
    await connect('HostileNames');
  });

  after(() => set('profile', undefined));

  /** The messages of this kind while the command runs. */
  async function told(
    kind: 'showErrorMessage' | 'showInformationMessage',
    name: 'selectProfile' | 'signIn',
  ): Promise<string[]> {
    const texts: string[] = [];
    const fake = (text: string): Promise<undefined> => {
      texts.push(text);
      return Promise.resolve(undefined);
    };
    await instead(vscode.window, kind, fake as never, async () => {
      await vscode.commands.executeCommand(commands[name], hostile);
    });
    return texts;
  }

  it('makes no link in the message of a missing profile', async () => {
    const [text = '', ...others] = await told('showErrorMessage', 'selectProfile');
    assert.deepEqual(others, []);
    assert.match(text, /Profile "\[x\] \(command:workbench\.action\.quit\)" does not exist/);
    assert(!text.includes(']('));
  });

  it('makes no link when it is used to sign in', async () => {
    assert.deepEqual(await told('showInformationMessage', 'signIn'), [
      'Could not sign in: profile "[x] (command:workbench.action.quit)" does not exist.',
    ]);
  });
});
