import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { settingKeys, settingsSection } from '../../../src/ids';
import { jobsTable } from '../../local/dynamodb/table';
import { errorsIn } from '../../support/sources/errorsInSources';
import { extractTexts, sourcesWithTexts } from '../../support/sources/texts';

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
      const causes = sourcesWithTexts()
        .flatMap(errorsIn)
        .filter(({ place }) => /^src\/(data|ui\/connection\/trustedAws)/.test(place))
        .flatMap(({ code, message }) => (code && message ? [{ code, message }] : []));
      const codes = new Set(causes.map(({ code }) => code));
      assert.ok(codes.size > 25);
      // A cause may be told in several ways, as by the kind of a profile: one of them is in the table.
      const inTable = causes.filter(({ message }) => rows.includes(told(message)));
      const covered = new Set(inTable.map(({ code }) => code));
      const missing = [...codes].filter(code => !covered.has(code));
      assert.deepEqual(missing, []);
    });
  });
});
