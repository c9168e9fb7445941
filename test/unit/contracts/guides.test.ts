import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { flags, qualifierNames } from '../../../src/core/filter/searchQualifiers';
import { settingsSection } from '../../../src/ids';
import { guides, guideTitle, type Guide } from '../../../src/ui/base/guides';
import { jobsTable } from '../../local/dynamodb/table';
import { errorsIn } from '../../support/sources/errorsInSources';
import { extractTexts, manifestTexts, sourcesWithTexts } from '../../support/sources/texts';

const folder = 'media/guide';
const guide = (name: Guide): string => readFileSync(`${folder}/${name}.md`, 'utf8');

const { contributes } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly contributes: {
    readonly configuration: {
      readonly properties: Readonly<Record<string, { readonly default: unknown }>>;
    };
  };
};
const productTexts = Object.values(extractTexts(sourcesWithTexts()).bundle).map(entry =>
  typeof entry === 'string' ? entry : entry.message,
);

describe('the guides', () => {
  it('are those that Open Guide lists, with the same titles', () => {
    const files = readdirSync(folder).filter(name => name.endsWith('.md'));
    assert.deepEqual(files.toSorted(), guides.map(name => `${name}.md`).toSorted());
    for (const name of guides) {
      assert(guide(name).startsWith(`# ${guideTitle(name)}\n`), name);
    }
  });

  it('ship with the extension', () => {
    const shipped = readFileSync('.vscodeignore', 'utf8').split('\n');
    assert(shipped.includes(`!${folder}/*.md`));
    assert(shipped.includes(`!${folder}/*.webp`));
  });

  it('use the product’s own names of commands and controls', () => {
    const bare = (label: string): string => label.replace(/…$/, '');
    const labels = new Set([...productTexts, ...Object.values(manifestTexts())].map(bare));
    const unknown = guides.flatMap(name =>
      [...guide(name).matchAll(/\*\*(.+?)\*\*/g)]
        .map(([, label = '']) => label)
        .filter(label => !labels.has(bare(label)))
        .map(label => `${name}.md: ${label}`),
    );
    assert.deepEqual(unknown, []);
  });
});

describe('the guide to settings', () => {
  it('lists every setting with its default', () => {
    for (const [name, { default: value }] of Object.entries(contributes.configuration.properties)) {
      const [, cell = ''] =
        new RegExp(`^\\| \`${name.replaceAll('.', '\\.')}\` +\\| (.*?) *\\|`, 'm').exec(
          guide('settings'),
        ) ?? [];
      // A section of the guide lists the parts of an object.
      const isEmpty = value === '' || typeof value === 'object';
      const text = typeof value === 'string' ? value : JSON.stringify(value);
      assert.equal(cell, isEmpty ? '' : `\`${text}\``, name);
    }
  });

  it('lists no setting that does not exist', () => {
    const listed = [...guide('settings').matchAll(/^\| `(\S+)`/gm)].map(([, name = '']) => name);
    assert.deepEqual(
      listed.filter(name => !(name in contributes.configuration.properties)),
      [],
    );
    assert(listed.every(name => name.startsWith(`${settingsSection}.`)));
  });
});

describe('the guide to search', () => {
  it('explains every qualifier and every flag', () => {
    const names = [
      ...qualifierNames.filter(name => name !== 'is').map(name => `${name}:`),
      ...Object.keys(flags).map(flag => `is:${flag}`),
    ];
    const rows = guide('search')
      .split('\n')
      .filter(line => line.startsWith('| `'))
      .join('\n');
    assert.deepEqual(
      names.filter(name => !rows.includes(`\`${name}`)),
      [],
    );
  });
});

describe('the guide to reading costs', () => {
  it('creates exactly the index that the extension reads', () => {
    const block =
      /```json\n(\[\n {2}\{\n {4}"Create"[\s\S]*?)```/.exec(guide('reading-costs'))?.[1] ?? '';
    const { GlobalSecondaryIndexes: [index] = [] } = jobsTable('Jobs', { index: true });
    assert.deepEqual(JSON.parse(block), [{ Create: index }]);
  });
});

describe('the guide to troubleshooting', () => {
  const rows = [...guide('troubleshooting').matchAll(/^\| _(.+?)_ +\| .+ \|$/gm)].map(
    ([, message = '']) => message,
  );
  /** A message as the guide has it: an ellipsis in place of what is filled in. */
  const asListed = (message: string): string => message.replace(/\{\w+\}/g, '…');

  it('uses the product’s own messages, word for word', () => {
    const known = new Set(productTexts.map(asListed));
    assert.ok(rows.length > 30);
    assert.deepEqual(
      rows.filter(row => !known.has(row)),
      [],
    );
  });

  it('has a row for each cause that the product distinguishes', () => {
    const causes = sourcesWithTexts()
      .flatMap(errorsIn)
      .filter(({ place }) => /^src\/(data|ui\/connection\/trustedAws)/.test(place))
      .flatMap(({ code, message }) => (code && message ? [{ code, message }] : []));
    const codes = new Set(causes.map(({ code }) => code));
    assert.ok(codes.size > 25);
    // A cause may have several messages, such as one for each kind of profile: one of them is listed.
    const listed = causes.filter(({ message }) => rows.includes(asListed(message)));
    const covered = new Set(listed.map(({ code }) => code));
    const missing = [...codes].filter(code => !covered.has(code));
    assert.deepEqual(missing, []);
  });
});
