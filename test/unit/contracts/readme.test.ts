import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { guides } from '../../../src/ui/base/guides';

const readme = readFileSync('README.md', 'utf8');

describe('README.md', () => {
  it('links to every guide', () => {
    assert.deepEqual(
      guides.filter(name => !readme.includes(`](media/guide/${name}.md)`)),
      [],
    );
  });

  it('starts with the two commands that are all a newcomer needs', () => {
    const [, section = ''] = /\n## Try it: two commands\n([\s\S]*?)\n## /.exec(readme) ?? [];
    const [, block = ''] = /```sh\n([\s\S]*?)```/.exec(section) ?? [];
    assert.deepEqual(
      block.split('\n').flatMap(line => /^(npm \w+)\b/.exec(line)?.[1] ?? []),
      ['npm start', 'npm test'],
    );
  });

  it('stays short: details belong in the guides', () => {
    assert(readme.split('\n').length <= 150);
  });
});
