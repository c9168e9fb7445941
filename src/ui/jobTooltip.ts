import * as vscode from 'vscode';
import type { TooltipFact } from './tooltipFacts';

/** A hover with a fact a line. Names and reasons come from elsewhere: they are text, never Markdown. */
export function jobTooltip(title: string, facts: readonly TooltipFact[]): vscode.MarkdownString {
  const tooltip = new vscode.MarkdownString();
  tooltip.isTrusted = false;
  tooltip.supportHtml = false;
  tooltip.appendMarkdown('**');
  appendWords(tooltip, title);
  tooltip.appendMarkdown('**');
  for (const [index, { label, text }] of facts.entries()) {
    tooltip.appendMarkdown(index === 0 ? '\n\n' : '  \n');
    appendWords(tooltip, `${label}: ${text}`);
  }
  return tooltip;
}

/** Word by word, all on one line: `appendText` keeps spaces, so that a long text could not be wrapped. */
function appendWords(tooltip: vscode.MarkdownString, text: string): void {
  text
    .split(/\s+/)
    .filter(word => word !== '')
    .forEach((word, index) => {
      tooltip.appendMarkdown(index === 0 ? '' : ' ').appendText(word);
    });
}
