import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { languages, manifestTexts } from '../../support/sources/texts';

const manifest: unknown = JSON.parse(readFileSync('package.json', 'utf8'));
const english = manifestTexts();
const productName = 'Batch Monitor';

/** Properties whose values VS Code shows. */
const shown =
  /^(title|shortTitle|label|name|contextualTitle|contents|description|markdownDescription|patternErrorMessage|altText|(markdown)?enumDescriptions|enumItemLabels|deprecationMessage)$/;

/** Where the cursor stops in a snippet. */
const isPlaceholder = (text: string): boolean => /^\$\d$/.test(text);

/** Every shown text below a part of the manifest, as it stands there. */
function textsBelow(value: unknown, key = ''): string[] {
  if (typeof value === 'string') {
    return shown.test(key) ? [value] : [];
  }
  if (Array.isArray(value)) {
    return value.flatMap((part: unknown) => textsBelow(part, key));
  }
  return typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([name, part]) => textsBelow(part, name))
    : [];
}

const { contributes, capabilities, description } = manifest as Record<string, unknown>;
const texts = [...textsBelow(contributes), ...textsBelow(capabilities), description as string];
const keys = texts.flatMap(text => /^%(.+)%$/.exec(text)?.slice(1) ?? []);

/** What a translation must leave as it is: links to commands, and code. */
const fixedParts = (text: string): string[] =>
  (text.match(/\(command:[^)]+\)|`[^`]+`/g) ?? []).sort();

describe('the texts of package.json', () => {
  it('are named by keys, except the name of the product', () => {
    assert.deepEqual(
      texts.filter(text => !/^%.+%$/.test(text) && text !== productName && !isPlaceholder(text)),
      [],
    );
    assert.ok(keys.length > 60);
  });

  it('are in package.nls.json, each key once, without extra ones', () => {
    assert.deepEqual(Object.keys(english), [...new Set(keys)].sort());
  });

  for (const language of languages()) {
    const translated = manifestTexts(language);

    it(`are all in ${language}, with the same links and code, and translated`, () => {
      assert.deepEqual(Object.keys(translated), Object.keys(english));
      for (const [key, text] of Object.entries(translated)) {
        assert.deepEqual(fixedParts(text), fixedParts(english[key] ?? ''), key);
        assert.notEqual(text, english[key], key);
      }
    });
  }

  it('follow the French rules', () => {
    for (const [key, text] of Object.entries(manifestTexts('fr'))) {
      assert.doesNotMatch(text, / [:;!?»]|« |\w'\w/, key);
    }
  });
});
