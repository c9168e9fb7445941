import ts from 'typescript';
import type { RemedyCommand } from '../../../src/core/diagnostics/errors';
import { literalOf, nodesOf, placeOf, type SourceFile } from './texts';

/** A `UserError` as constructed in the sources. */
export interface WrittenError {
  readonly place: string;
  /** Undefined if computed. */
  readonly code: string | undefined;
  /** The first possible text of its message, with placeholders; undefined if it comes from elsewhere. */
  readonly message: string | undefined;
  readonly command: RemedyCommand | undefined;
}

/**
 * Finds each `new UserError(code, message, remedy, command)` and each `problem(failure, code, …)` that
 * creates one.
 */
export function errorsIn({ name, content }: SourceFile): WrittenError[] {
  const file = ts.createSourceFile(name, content, ts.ScriptTarget.Latest, true);
  return [...nodesOf(file)].flatMap(node => {
    const args = argumentsOf(node);
    return args ? [errorOf(node, args)] : [];
  });
}

function argumentsOf(node: ts.Node): readonly ts.Expression[] | undefined {
  if (ts.isNewExpression(node) && node.expression.getText() === 'UserError') {
    return node.arguments ?? [];
  }
  return ts.isCallExpression(node) && node.expression.getText() === 'problem'
    ? node.arguments.slice(1)
    : undefined;
}

function errorOf(
  node: ts.Node,
  [code, message, , command]: readonly ts.Expression[],
): WrittenError {
  return {
    place: placeOf(node),
    code: code && literalOf(code),
    message: message && firstText(message),
    command: command ? (literalOf(command) as RemedyCommand | undefined) : 'checkConnection',
  };
}

/** The first text that an expression looks up. */
function firstText(expression: ts.Expression): string | undefined {
  for (const node of nodesOf(expression)) {
    const [text] =
      ts.isCallExpression(node) && node.expression.getText() === 't' ? node.arguments : [];
    if (text) {
      return literalOf(text);
    }
  }
  return undefined;
}
