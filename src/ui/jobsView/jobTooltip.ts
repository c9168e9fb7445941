import * as vscode from 'vscode';
import { markdownLabel } from '../../core/text/escapeText';
import type { TooltipFact } from './tooltipFacts';

/** Facts are already truncated with a note; this is a safety limit. */
const maxLength = 2_000;

/**
 * Escapes each character on one line that can wrap: `appendText` leaves `<`, so that words could form a tag,
 * and replaces the spaces that lines break at.
 */
const shown = (text: string): string => markdownLabel(text, maxLength);

/** A hover with one fact per line. Texts come from the table, so they are never treated as Markdown. */
export function jobTooltip(title: string, facts: readonly TooltipFact[]): vscode.MarkdownString {
  const tooltip = new vscode.MarkdownString();
  tooltip.isTrusted = false;
  tooltip.supportHtml = false;
  tooltip.appendMarkdown('**');
  tooltip.appendMarkdown(shown(title));
  tooltip.appendMarkdown('**');
  for (const [index, { label, text }] of facts.entries()) {
    tooltip.appendMarkdown(index === 0 ? '\n\n' : '  \n');
    tooltip.appendMarkdown(`${shown(label)}: ${shown(text)}`);
  }
  return tooltip;
}
