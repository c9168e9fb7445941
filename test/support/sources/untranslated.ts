import ts from 'typescript';
import { ancestor, nodesOf, placeOf, type SourceFile } from './texts';

/**
 * Texts in the sources that look user-visible but are not looked up. A heuristic that errs on the safe side:
 * log texts, internal errors, markup and data are recognised by their context.
 */
export function untranslatedIn({ name, content }: SourceFile): string[] {
  const file = ts.createSourceFile(name, content, ts.ScriptTarget.Latest, true);
  return [...nodesOf(file)].flatMap(node => {
    const texts = isTemplateOfMarkup(node) ? markupTexts(node) : plainTexts(node);
    return texts.map(text => `${placeOf(node)}: ${text.trim().slice(0, 80)}`);
  });
}

/** Two words, or a single capitalised one, as in a title. */
const looksLikeWords = (text: string): boolean =>
  /[A-Za-z’]{2,}[,;:…]? [A-Za-z’]{2,}/.test(text) || /^\s*[A-Z][a-z’]{2,}(…|\.|:)?\s*$/.test(text);

function plainTexts(node: ts.Node): string[] {
  const isText = ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);
  if (!isText || isMarkup(node.parent) || ancestor(node, isNeverShown)) {
    return [];
  }
  const text = ts.isTemplateExpression(node) ? staticText(node) : node.text;
  return looksLikeWords(text) && !isComparedWith(node) && !isTechnical(text) ? [text] : [];
}

/** A node whose texts are already looked up, or never shown to users. */
function isNeverShown(node: ts.Node): boolean {
  return (
    ts.isImportDeclaration(node) ||
    ts.isExportDeclaration(node) ||
    ts.isTypeNode(node) ||
    (ts.isCallExpression(node) && isQuietCall(node.expression.getText())) ||
    (ts.isNewExpression(node) &&
      /^(Error|TypeError|RangeError)$/.test(node.expression.getText())) ||
    (ts.isPropertyDeclaration(node) && node.name.getText() === 'name') ||
    (ts.isPropertyAssignment(node) && isForMachines(node.name.getText())) ||
    (ts.isBinaryExpression(node) && isForMachines(node.left.getText())) ||
    (ts.isTemplateSpan(node) && textBefore(node).endsWith('class='))
  );
}

const isForMachines = (target: string): boolean =>
  /(^|\.)(class|className|contextValue)$/.test(target);

/** The literal text of a template before a substitution. */
function textBefore(span: ts.TemplateSpan): string {
  const { head, templateSpans } = span.parent;
  return templateSpans[templateSpans.indexOf(span) - 1]?.literal.text ?? head.text;
}

/** Lookups, logging, and names in the page or VS Code. */
const isQuietCall = (callee: string): boolean =>
  /^t$|(^|\.)(warn|info|debug|trace|error|log)$|querySelector(All)?$|closest$|matchMedia$|executeCommand$|registerCommand$/.test(
    callee,
  );

/** `event.key === 'Enter'`, `case 'Enter'`. */
function isComparedWith({ parent }: ts.Node): boolean {
  return (
    ts.isCaseClause(parent) ||
    (ts.isBinaryExpression(parent) && /^[!=]==$/.test(parent.operatorToken.getText()))
  );
}

/** Whole HTML pages, styles, media queries, policies, DynamoDB expressions. */
const isTechnical = (text: string): boolean =>
  /^<!|^\(|[{}[\]]|:[a-z]+ =|= :|--|'none'|'nonce-|\bvar\(|px/.test(text);

const isMarkup = (node: ts.Node): boolean =>
  ts.isTaggedTemplateExpression(node) && /^(html|svg)$/.test(node.tag.getText());

function isTemplateOfMarkup(node: ts.Node): node is ts.TaggedTemplateExpression {
  return isMarkup(node);
}

/** Texts between tags and in attributes that are displayed or read out. */
function markupTexts({ template }: ts.TaggedTemplateExpression): string[] {
  const markup = ts.isTemplateExpression(template) ? staticText(template) : template.text;
  const between = [...markup.matchAll(/>([^<]+)(?=<)/g)].map(match => match[1] ?? '');
  const attributes = [...markup.matchAll(/\b(?:aria-label|title|placeholder|alt)="([^"]+)"/g)].map(
    match => match[1] ?? '',
  );
  return [...between, ...attributes].filter(text => /[A-Za-z]{2,}/.test(text.replace(hole, '')));
}

/** Placeholder for a substitution. */
const hole = /\uFFFC/g;

const staticText = ({ head, templateSpans }: ts.TemplateExpression): string =>
  [head.text, ...templateSpans.map(span => `\uFFFC${span.literal.text}`)].join('');
