import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import type { Texts } from '../../../src/core/text/localization';
import { root } from '../../local/root';

/** A text in the bundle; the same text with a comment is a separate entry. */
export type BundleEntry =
  string | { readonly message: string; readonly comment: readonly string[] };
export type Bundle = Readonly<Record<string, BundleEntry>>;

export interface SourceFile {
  readonly name: string;
  readonly content: string;
}

export interface Extracted {
  readonly bundle: Bundle;
  /** Texts that cannot be translated or would fail at run time: `file:line: what`. */
  readonly problems: readonly string[];
}

export const textsFolder = path.join(root, 'src/l10n');
const library = '@vscode/l10n';

/** The sources of all user-visible texts. */
export function sourcesWithTexts(): SourceFile[] {
  return ['src', 'webview'].flatMap(folder =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter(name => name.endsWith('.ts') && !name.endsWith('.d.ts'))
      .map(name => path.posix.join(folder, name.split(path.sep).join('/')))
      .map(name => ({ name, content: readFileSync(path.join(root, name), 'utf8') })),
  );
}

export const readTexts = (file: string): Texts =>
  JSON.parse(readFileSync(path.join(root, file), 'utf8')) as Texts;

export const frenchTexts = (): Texts => readTexts('src/l10n/bundle.l10n.fr.json');

/** The texts that package.json references by `%key%`; English by default. */
export const manifestTexts = (language?: string): Texts =>
  readTexts(language === undefined ? 'package.nls.json' : `package.nls.${language}.json`);

/** The languages with a bundle. */
export const languages = (): string[] =>
  readdirSync(textsFolder).flatMap(
    name => /^bundle\.l10n\.(.+)\.json$/.exec(name)?.slice(1, 2) ?? [],
  );

/** All texts that the sources look up, sorted, in the format of VS Code's own extractor. */
export function extractTexts(sources: readonly SourceFile[]): Extracted {
  const found = new Map<string, BundleEntry>();
  const problems: string[] = [];
  for (const { name, content } of sources.filter(source => source.content.includes(library))) {
    const file = ts.createSourceFile(name, content, ts.ScriptTarget.Latest, true);
    for (const call of callsOf(file, importedName(file))) {
      const problem = (what: string): void => {
        problems.push(`${placeOf(call)}: ${what}`);
      };
      const text = textOf(call);
      if (!text) {
        problem('the text is no literal, so it cannot be extracted');
        continue;
      }
      found.set(keyOf(text), text.comment.length === 0 ? text.message : text);
      if (!isInFunction(call)) {
        problem('the text is looked up while the module is loaded, before the language is known');
      }
      problems.push(...missingArguments(call, text.message).map(at => `${placeOf(call)}: ${at}`));
    }
  }
  const sorted = [...found].sort(([a], [b]) => (a < b ? -1 : 1));
  return { bundle: Object.fromEntries(sorted), problems };
}

/** The placeholders `{0}` and `{name}` of a text. */
export const placeholdersOf = (text: string): string[] =>
  [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();

export const placeOf = (node: ts.Node): string => {
  const file = node.getSourceFile();
  return `${file.fileName}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
};

/** A node and all its descendants. */
export function* nodesOf(node: ts.Node): Generator<ts.Node> {
  yield node;
  for (const child of node.getChildren()) {
    yield* nodesOf(child);
  }
}

/** The closest ancestor that matches, if any. */
export function ancestor(
  node: ts.Node,
  test: (candidate: ts.Node) => boolean,
): ts.Node | undefined {
  let at = node.parent as ts.Node | undefined;
  while (at && !test(at)) {
    at = at.parent;
  }
  return at;
}

interface Text {
  readonly message: string;
  readonly comment: readonly string[];
}

const keyOf = ({ message, comment }: Text): string =>
  comment.length === 0 ? message : `${message}/${comment.join('')}`;

/** The local name of `t` in a file. */
function importedName(file: ts.SourceFile): string | undefined {
  for (const statement of file.statements) {
    const bindings =
      ts.isImportDeclaration(statement) &&
      literalOf(statement.moduleSpecifier) === library &&
      statement.importClause?.namedBindings;
    if (bindings && ts.isNamedImports(bindings)) {
      return bindings.elements.find(({ propertyName, name }) => (propertyName ?? name).text === 't')
        ?.name.text;
    }
  }
  return undefined;
}

function callsOf(file: ts.SourceFile, name: string | undefined): ts.CallExpression[] {
  return [...nodesOf(file)]
    .filter(ts.isCallExpression)
    .filter(({ expression }) => ts.isIdentifier(expression) && expression.text === name);
}

function textOf({ arguments: [first] }: ts.CallExpression): Text | undefined {
  const plain = first && literalOf(first);
  if (plain !== undefined) {
    return { message: plain, comment: [] };
  }
  const message = propertyOf(first, 'message');
  const comment = propertyOf(first, 'comment');
  const [text, reason] = [message && literalOf(message), comment && literalOf(comment)];
  return text === undefined || reason === undefined
    ? undefined
    : { message: text, comment: [reason] };
}

function propertyOf(node: ts.Node | undefined, wanted: string): ts.Expression | undefined {
  return node && ts.isObjectLiteralExpression(node)
    ? node.properties.filter(ts.isPropertyAssignment).find(({ name }) => name.getText() === wanted)
        ?.initializer
    : undefined;
}

export const literalOf = (node: ts.Node): string | undefined =>
  ts.isStringLiteralLike(node) ? node.text : undefined;

/** Instance fields are initialized with the instance, so they count as inside a function. */
function isInFunction(call: ts.CallExpression): boolean {
  return (
    ancestor(
      call,
      node =>
        ts.isFunctionLike(node) ||
        (ts.isPropertyDeclaration(node) &&
          !node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword)),
    ) !== undefined
  );
}

function missingArguments(call: ts.CallExpression, message: string): string[] {
  const [first, ...rest] = call.arguments;
  const args = first && ts.isObjectLiteralExpression(first) ? propertyOf(first, 'args') : undefined;
  const given = args
    ? ts.isArrayLiteralExpression(args)
      ? [...args.elements]
      : [args]
    : first && ts.isObjectLiteralExpression(first)
      ? []
      : rest;
  if (given.some(argument => ts.isSpreadElement(argument))) {
    return [];
  }
  const numbered = placeholdersOf(message).filter(name => /^\{\d+\}$/.test(name));
  return numbered
    .filter(name => Number(name.slice(1, -1)) >= given.length)
    .map(name => `${name} has no argument`);
}
