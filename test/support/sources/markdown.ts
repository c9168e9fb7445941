import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export interface MarkdownFile {
  /** Relative to the repository. */
  readonly name: string;
  /** Without code blocks. */
  readonly prose: string;
}

const others = new Set(['node_modules', 'dist', 'out', '.git']);

/** All Markdown files of the repository. */
export function markdownFiles(folder = '.'): readonly MarkdownFile[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const name = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      return others.has(entry.name) ? [] : markdownFiles(name);
    }
    return entry.name.endsWith('.md') ? [{ name, prose: proseOf(readFileSync(name, 'utf8')) }] : [];
  });
}

const proseOf = (text: string): string => text.replace(/^```[\s\S]*?^```/gm, '');

/** The targets of links and images. */
export const linksIn = (prose: string): readonly string[] =>
  [...prose.replace(/`[^`\n]*`/g, '').matchAll(/\]\(([^)\s]+)\)/g)].map(([, to = '']) => to);

/** Inline code. */
export const codeIn = (prose: string): readonly string[] =>
  [...prose.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);

/** The anchors of the headings, as GitHub and VS Code generate them. */
export function anchorsIn(prose: string): readonly string[] {
  const counts = new Map<string, number>();
  return [...prose.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) => {
    const anchor = heading
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-');
    const count = counts.get(anchor) ?? 0;
    counts.set(anchor, count + 1);
    return count === 0 ? anchor : `${anchor}-${count}`;
  });
}
