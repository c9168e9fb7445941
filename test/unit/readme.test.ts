import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { settingKeys, settingsSection } from '../../src/ids';
import { jobsTable } from '../local/table';

const readme = readFileSync('README.md', 'utf8');

describe('README.md', () => {
  it('adds the very index that the extension reads', () => {
    const block = /```json\n(\[\n {2}\{\n {4}"Create"[\s\S]*?)```/.exec(readme)?.[1] ?? '';
    const { GlobalSecondaryIndexes: [index] = [] } = jobsTable('Jobs', { index: true });
    assert.deepEqual(JSON.parse(block), [{ Create: index }]);
  });

  it('has the sections that commands open', () => {
    const slugs = [...readme.matchAll(/^## (.+)$/gm)].map(([, title = '']) =>
      title.toLowerCase().replaceAll(' ', '-'),
    );
    for (const section of ['what-reading-costs', 'set-up-aws']) {
      assert(slugs.includes(section), section);
    }
  });

  it('names every setting', () => {
    const missing = Object.values(settingKeys).filter(
      key => !readme.includes(`| \`${settingsSection}.${key}\``),
    );
    assert.deepEqual(missing, []);
  });
});
