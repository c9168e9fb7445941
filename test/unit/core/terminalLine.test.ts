import assert from 'node:assert/strict';
import { terminalLine } from '../../../src/core/terminalLine';

describe('terminalLine', () => {
  it('quotes on Windows what PowerShell would take apart', () => {
    assert.equal(
      terminalLine(['aws', '--profile', 'me,you', '@team', 'a b', 'prod-1'], true),
      'aws --profile "me,you" "@team" "a b" prod-1',
    );
  });

  it('types no word that could be more than a word', () => {
    for (const word of ['"', '%PATH%', '$x', '`x`', 'a&b', 'a|b', 'a;b', 'é']) {
      assert.equal(terminalLine(['aws', word], true), undefined, word);
    }
    assert.equal(terminalLine(['aws', 'a\nb'], false), undefined);
    assert.equal(terminalLine(['aws', '$x;y'], false), "aws '$x;y'");
  });
});
