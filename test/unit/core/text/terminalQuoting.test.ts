import assert from 'node:assert/strict';
import { terminalQuoted } from '../../../../src/core/text/terminalQuoting';

const login = (profile: string, isWindows: boolean) =>
  terminalQuoted(['aws', 'sso', 'login', '--profile', profile], isWindows);

describe('terminalQuoted', () => {
  it('does not change plain words', () => {
    for (const isWindows of [false, true]) {
      assert.equal(login('media-prod', isWindows), 'aws sso login --profile media-prod');
    }
  });

  it('quotes characters that a POSIX shell would split at or run', () => {
    assert.equal(login('media prod', false), "aws sso login --profile 'media prod'");
    assert.equal(login('a; rm -rf ~', false), "aws sso login --profile 'a; rm -rf ~'");
    assert.equal(login("$(id)'`", false), "aws sso login --profile '$(id)'\\''`'");
  });

  it('returns no line if a word would start another line', () => {
    for (const profile of ['a\nb', 'a\rb', 'a\0b']) {
      assert.equal(login(profile, false), undefined);
      assert.equal(login(profile, true), undefined);
    }
  });

  it('quotes spaces and brackets for PowerShell and cmd', () => {
    assert.equal(login('media prod', true), 'aws sso login --profile "media prod"');
    assert.equal(login('prod(1)', true), 'aws sso login --profile "prod(1)"');
  });

  it('returns no line on Windows for characters that PowerShell or cmd would split at or run', () => {
    for (const profile of [
      'a"b',
      "a'b",
      'a&b',
      'a|b',
      'a%PATH%',
      '$env:X',
      'a`b',
      'a^b',
      'a;b',
      '!x!',
      'a<b',
    ]) {
      assert.equal(login(profile, true), undefined, profile);
    }
  });

  it('quotes on Windows characters that PowerShell would split at', () => {
    assert.equal(
      terminalQuoted(['aws', '--profile', 'me,you', '@team', 'a b', 'prod-1'], true),
      'aws --profile "me,you" "@team" "a b" prod-1',
    );
  });
});
