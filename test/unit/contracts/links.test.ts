import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { anchorsIn, codeIn, linksIn, markdownFiles } from '../../support/sources/markdown';

const files = markdownFiles();
const proseOf = new Map(files.map(({ name, prose }) => [name, prose]));
const { repository } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly repository: { readonly url: string };
};
/** What leads from what ships to files that do not ship. */
const online = `${repository.url.replace(/\.git$/, '')}/blob/HEAD/`;

/** The file and anchor that a link leads to; absent for other sites. */
function targetOf(from: string, link: string): { file: string; anchor: string } | undefined {
  const isOnline = link.startsWith(online);
  if (!isOnline && /^[a-z]+:/.test(link)) {
    return undefined;
  }
  const [to = '', anchor = ''] = (isOnline ? link.slice(online.length) : link).split('#');
  const folder = isOnline ? '.' : path.dirname(from);
  return { file: to === '' ? from : path.join(folder, to), anchor };
}

/** Why a link leads nowhere; absent where it leads somewhere. */
function problemOf(from: string, link: string): string | undefined {
  const target = targetOf(from, link);
  if (target === undefined) {
    return undefined;
  }
  const { file, anchor } = target;
  if (!existsSync(file)) {
    return `${from}: ${link}: no such file`;
  }
  const anchors = anchorsIn(proseOf.get(file) ?? '');
  return anchor === '' || anchors.includes(anchor)
    ? undefined
    : `${from}: ${link}: no such heading`;
}

/** Whether text in backticks is the path of a source or document: the others are outputs and patterns. */
const isPath = (code: string): boolean =>
  /^(src|webview|lambda|test|media)\/[\w./-]+$/.test(code) ||
  /^[\w-]+(\/[\w-]+)+\.(ts|mjs|md|css|yaml)$/.test(code);

/** Paths are relative to the document, to the repository or to its sources; tests may lack their ending. */
const isThere = (from: string, code: string): boolean =>
  [path.dirname(from), '.', 'src'].some(folder =>
    ['', '.ts', '.test.ts'].some(ending => existsSync(path.join(folder, code + ending))),
  );

describe('the links of all documents', () => {
  it('point to files and headings that exist', () => {
    const links = files.flatMap(({ name, prose }) =>
      linksIn(prose).map(link => [name, link] as const),
    );
    assert(links.length > 80);
    assert.deepEqual(
      links.flatMap(([name, link]) => problemOf(name, link) ?? []),
      [],
    );
  });

  it('stay within the package, if the document ships: other files are linked online', () => {
    const shipped = files.filter(({ name }) => name.startsWith('media/guide/'));
    assert(shipped.length > 5);
    const outside = shipped.flatMap(({ name, prose }) =>
      linksIn(prose)
        .filter(link => !link.startsWith(online))
        .filter(link => targetOf(name, link)?.file.startsWith('media/guide/') === false)
        .map(link => `${name}: ${link}`),
    );
    assert.deepEqual(outside, []);
  });
});

describe('the paths that documents name', () => {
  it('exist', () => {
    const missing = files
      .filter(({ name }) => name !== 'CHANGELOG.md')
      .flatMap(({ name, prose }) =>
        codeIn(prose)
          .filter(isPath)
          .filter(code => !isThere(name, code))
          .map(code => `${name}: ${code}`),
      );
    assert.deepEqual(missing, []);
  });
});
