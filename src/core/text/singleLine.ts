import { clipText } from './clipText';

/**
 * Data within a sentence: replaces anything that would break the line, change its direction, or make VS Code
 * render an icon or a link.
 */
export function singleLine(text: string, maxLength = 200): string {
  return clipText(text.replace(/[\p{C}\p{Zl}\p{Zp}]+|\$(?=\()|\](?=\()/gu, ' '), maxLength);
}
