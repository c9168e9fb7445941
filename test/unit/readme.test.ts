import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { settingKeys, settingsSection } from '../../src/ids';
import { jobsTable } from '../local/table';
import { errorsIn } from '../support/errorsInSources';
import { extractTexts, sourcesWithTexts } from '../support/texts';

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

  describe('in its troubleshooting', () => {
    const [, table = ''] = /## Troubleshooting\n([\s\S]*?)\n## /.exec(readme) ?? [];
    const rows = [...table.matchAll(/^\| _(.+?)_ +\| .+ \|$/gm)].map(([, see = '']) => see);
    /** A message as the README has it: what is filled in is an ellipsis. */
    const told = (message: string): string => message.replace(/\{\w+\}/g, '…');

    it('has the product’s own messages, word for word', () => {
      const { bundle } = extractTexts(sourcesWithTexts());
      const texts = Object.values(bundle).map(entry =>
        typeof entry === 'string' ? entry : entry.message,
      );
      const known = new Set(texts.map(told));
      assert.ok(rows.length > 30);
      assert.deepEqual(
        rows.filter(row => !known.has(row)),
        [],
      );
    });

    it('has a line for each cause that the product tells apart', () => {
      const causes = new Map(
        sourcesWithTexts()
          .flatMap(errorsIn)
          .filter(({ place }) => /^src\/(data|ui\/trustedAws)/.test(place))
          .flatMap(({ code, message }) => (code && message ? [[code, message] as const] : []))
          // The first message of a code is the usual one.
          .toReversed(),
      );
      assert.ok(causes.size > 25);
      const missing = [...causes].filter(([, message]) => !rows.includes(told(message)));
      assert.deepEqual(missing, []);
    });
  });
});
