import * as vscode from 'vscode';
import { markdownLabel } from '../../core/text/escapeText';
import type { TooltipFact } from './tooltipFacts';

/** What comes here has been cut already, with a word about it. */
const maxLength = 2_000;

/**
 * Sign by sign, on one line that wraps: `appendText` leaves `<` as it is, so that words between spaces could be
 * a tag, and without spaces to break at they could not be wrapped.
 */
const shown = (text: string): string => markdownLabel(text, maxLength);

/** A hover with a fact a line. Names and reasons come from elsewhere: they are text, never Markdown. */
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
