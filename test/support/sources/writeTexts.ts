import path from 'node:path';
import { writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import { program } from '../../local/process/program';
import {
  extractTexts,
  languages,
  readTexts,
  sourcesWithTexts,
  textsFolder,
  type Bundle,
} from './texts';

/**
 * `npm run l10n`: writes the texts in the sources to src/l10n/bundle.l10n.json, removes unused ones from each
 * translation, and lists missing ones.
 */
async function main(): Promise<number> {
  const { bundle, problems } = extractTexts(sourcesWithTexts());
  problems.forEach(problem => console.error(problem));
  await write('bundle.l10n.json', bundle);
  const keys = Object.keys(bundle);
  console.log(`${keys.length} texts`);
  let lacking = 0;
  for (const language of languages()) {
    const file = `bundle.l10n.${language}.json`;
    const texts = readTexts(path.posix.join('src/l10n', file));
    const known = keys.filter(key => Object.hasOwn(texts, key));
    await write(file, Object.fromEntries(known.map(key => [key, texts[key] ?? ''])));
    const missing = keys.filter(key => !known.includes(key));
    missing.forEach(key => console.error(`${language} lacks ${JSON.stringify(key)}`));
    lacking += missing.length;
  }
  return problems.length + lacking > 0 ? 1 : 0;
}

async function write(name: string, bundle: Bundle): Promise<void> {
  const filepath = path.join(textsFolder, name);
  const style = await resolveConfig(filepath);
  await writeFile(filepath, await format(JSON.stringify(bundle), { ...style, filepath }));
}

program(main);
