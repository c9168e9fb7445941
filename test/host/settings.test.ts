import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { quietSettings } from '../local/vscode/quietSettings';

describe('the settings of the tests in VS Code', () => {
  it('stay as they are: VS Code replaces none of their values', () => {
    // Of other scopes, extensions see no value.
    const seen = Object.entries(quietSettings).flatMap(([name, value]) => {
      const found = vscode.workspace.getConfiguration().inspect(name)?.globalValue;
      return found === undefined ? [] : [{ name, value, found }];
    });
    assert(seen.length > 5);
    assert.deepEqual(
      seen.filter(({ value, found }) => value !== found),
      [],
    );
  });
});
