import { clipText } from './clipText';

/**
 * Data within a sentence: what would break the line, turn its direction, or be taken for an icon or a link
 * by VS Code is left out.
 */
export function singleLine(text: string, maxLength = 200): string {
  return clipText(text.replace(/[\p{C}\p{Zl}\p{Zp}]+|\$(?=\()|\](?=\()/gu, ' '), maxLength);
}
