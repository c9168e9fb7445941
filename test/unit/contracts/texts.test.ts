import assert from 'node:assert/strict';
import {
  extractTexts,
  frenchTexts,
  languages,
  placeholdersOf,
  readTexts,
  sourcesWithTexts,
  type Bundle,
} from '../../support/sources/texts';
import { untranslatedIn } from '../../support/sources/untranslated';

const sources = sourcesWithTexts();
const extracted = extractTexts(sources);
const file = (name: string, content: string) => [{ name, content }];

/** Words that are the same in both languages, or stay as they are in AWS and in tools. */
const sameInFrench = new Set([
  '1 action',
  'Action',
  'Actions',
  'AWS Batch',
  'Batch Monitor {version}, VS Code {code}',
  'Batch Monitor.',
  'Cause',
  'Image',
  'Index',
  'Index {0}',
  'Pod',
  'Suggestions',
  'Table',
  'Table {0}',
  'Total',
  'Triage/Table layout for finding out why jobs failed',
  'Type',
  '{0} RCU',
  '{0} h',
  '{0} min',
  '{0} ms',
  '{0} s',
  '{count} actions',
  '{reason} ({names})',
]);

/** Never shown: data that is compared or written to files, reasons for the log, words of a command line. */
const dataAndLog = [
  /^src\/core\/(aws\/policyStatement|job\/(batchEvent|jobItem|taskType)|export\/export(Columns|Actions))\.ts:/,
  /^src\/ui\/(polling\/readLogLine|actions\/actionLogs)\.ts:/,
  /^src\/data\/config\/credentialFiles\.ts:/,
  // What AWS writes, to recognize it and to measure it.
  /: Essential container in task exited$/,
  // What AWS writes, in lower case, to compare reasons with.
  /^src\/core\/causes\/(clues|rules\/\w+)\.ts:\d+: [^A-Z]+$/,
  // What AWS and people would have written.
  /^src\/sample\/(batchEvent|failures|life)\.ts:/,
  /credentialErrors\.ts:\d+: Command failed$/,
  /: (status:failed .* )?reason:"out of memory"/,
  // Products of AWS.
  /^src\/ui\/queues\/queueTexts\.ts:\d+: (Fargate|Fargate Spot|ECS Managed Instances)$/,
  // Command lines, typed as they are.
  /: (brew install awscli|aws configure sso)$/,
  // Names: of workflow tools, of regions as AWS calls them, of a folder, of the product, of a format.
  /^src\/core\/causes\/rules\/cancelled\.ts:\d+: \w+$/,
  /^src\/core\/aws\/awsRegions\.ts:/,
  /^src\/ui\/connection\/awsCli\.ts:\d+: Amazon$/,
  /: JSON Lines$/,
  /^src\/data\/batch\/describedJobs\.ts:\d+: Batch Job State Change$/,
  /^src\/data\/config\/connection\.ts:\d+: AWS Batch$/,
  /^src\/data\/batch\/batchTarget\.ts:\d+: AWS Batch$/,
  /^src\/data\/logs\/logTarget\.ts:\d+: CloudWatch Logs$/,
  /^src\/main\.ts:\d+: Batch Monitor$/,
  /^src\/protocol\/toHost\.ts:\d+: too many /,
];

describe('the texts', () => {
  it('are literals, looked up after the language is known, with an argument for each placeholder', () => {
    assert.deepEqual(extracted.problems, []);
  });

  it('are all in bundle.l10n.json; otherwise run npm run l10n', () => {
    const bundle = readTexts('src/l10n/bundle.l10n.json') as Bundle;

    assert.deepEqual(bundle, extracted.bundle);
    assert.deepEqual(Object.keys(bundle), Object.keys(extracted.bundle), 'sorted');
    assert.ok(Object.keys(bundle).length > 300);
  });

  it('are all translated into French, without extra ones', () => {
    assert.deepEqual(languages(), ['fr']);
    assert.deepEqual(Object.keys(frenchTexts()), Object.keys(extracted.bundle));
  });

  it('keep their placeholders in French, and differ from the English', () => {
    for (const [key, french] of Object.entries(frenchTexts())) {
      const entry = extracted.bundle[key] ?? '';
      const english = typeof entry === 'string' ? entry : entry.message;
      assert.deepEqual(placeholdersOf(french), placeholdersOf(english), key);
      assert.notEqual(french.trim(), '', key);
      assert.equal(french === english, sameInFrench.has(key), key);
    }
  });

  it('follow the French rules: no plain space before : ; ! ? » nor after «', () => {
    for (const [key, french] of Object.entries(frenchTexts())) {
      assert.doesNotMatch(french, / [:;!?»]|« /, key);
      assert.doesNotMatch(french, /\w'\w/, `${key}: the apostrophe is ’`);
    }
  });

  it('are looked up: no text for users is hard-coded in the sources', () => {
    const found = sources.flatMap(untranslatedIn);

    assert.deepEqual(
      found.filter(place => !dataAndLog.some(known => known.test(place))),
      [],
    );
  });
});

describe('the extraction of texts', () => {
  const imported = "import { t } from '@vscode/l10n';\n";

  it('finds plain texts, and texts with a comment under a key of both', () => {
    const code = `${imported}const f = () => [t('Copy {0}', name), t({ message: 'Open', comment: 'a state' })];`;

    assert.deepEqual(extractTexts(file('a.ts', code)), {
      bundle: {
        'Copy {0}': 'Copy {0}',
        'Open/a state': { message: 'Open', comment: ['a state'] },
      },
      problems: [],
    });
  });

  it('recognizes what the lookup is called, and ignores other functions', () => {
    const code =
      "import { t as text } from '@vscode/l10n';\nconst f = () => [text('Yes'), t('No')];";

    assert.deepEqual(Object.keys(extractTexts(file('a.ts', code)).bundle), ['Yes']);
  });

  it('reports texts that could not be translated', () => {
    const code = [
      "const early = t('Early');",
      "const f = () => t('{0} of {1}', one);",
      "const g = () => t(`${'glued'}`);",
      "const h = () => t(isOne ? 'job' : 'jobs');",
      "class A { label = t('Late'); static title = t('Early too'); }",
    ].join('\n');

    assert.deepEqual(extractTexts(file('a.ts', imported + code)).problems, [
      'a.ts:2: the text is looked up while the module is loaded, before the language is known',
      'a.ts:3: {1} has no argument',
      'a.ts:4: the text is no literal, so it cannot be extracted',
      'a.ts:5: the text is no literal, so it cannot be extracted',
      'a.ts:6: the text is looked up while the module is loaded, before the language is known',
    ]);
  });
});

describe('the search for texts that are not looked up', () => {
  it('finds messages, titles, markup and labels', () => {
    const code = [
      "showInformationMessage('There are no jobs yet');",
      "const options = { title: 'Checking' };",
      'const a = html`<p class="note">All <b>${n}</b> gone</p>`;',
      'const b = html`<button aria-label="Close details" title=${x}></button>`;',
      'const c = `${count} jobs were left out`;',
    ].join('\n');

    assert.deepEqual(
      untranslatedIn({ name: 'a.ts', content: code }).map(place => place.split(':')[1]),
      ['1', '2', '3', '3', '4', '5'],
    );
  });

  it('ignores texts that are looked up, logged, or not language', () => {
    const code = [
      "import x from 'A module';",
      "f(t('There are no jobs yet'));",
      "log.warn('a read went wrong');",
      "throw new Error('A promise calls its executor at once.');",
      "if (event.key === 'Enter') { element.className = 'row selected'; }",
      'const a = html`<p class="a b">${t(\'Close\')} · ${n}</p>`;',
      "document.querySelector('.grid .row');",
    ].join('\n');

    assert.deepEqual(untranslatedIn({ name: 'a.ts', content: code }), []);
  });
});
