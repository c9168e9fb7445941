import assert from 'node:assert/strict';
import { markedConsole } from '../../../local/vscode/markedConsole';
import { TestOutput } from '../../../local/vscode/testOutput';

describe('output of tests in the extension host', () => {
  it('is distinguished from the log of VS Code by its mark', () => {
    const printed: string[] = [];
    const output = new TestOutput(line => printed.push(line));
    // A console like the extension host's, which ignores assignments to its methods.
    const host = Object.defineProperty({}, 'log', {
      get: () => (text: string) => output.write([text]),
      set: () => undefined,
    }) as Console;

    output.write(['Creating a socket (%s) ...', 'renderer']);
    markedConsole(host, output.mark).log('  ✔ %s', 'passes');

    assert.deepEqual(printed, ['  ✔ passes']);
    assert.equal(output.log, 'Creating a socket (renderer) ...');
  });

  it('knows whether the tests have printed anything', () => {
    const output = new TestOutput(() => undefined);
    assert.equal(output.isSilent, true);

    output.write([`${output.mark}1 passing`]);
    assert.equal(output.isSilent, false);
  });
});
