import { bidiControls } from '../text/escapeText';

/**
 * Terminal control sequences (ECMA-48): CSI with its parameters, OSC and other strings up to their terminator,
 * and two-character escapes. Strings are limited, so that one without an end hides only itself.
 */
const terminalSequences = new RegExp(
  [
    String.raw`(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]`,
    String.raw`(?:\u001b[\]PX^_]|[\u009d\u0090\u0098\u009e\u009f])[^\u0007\u001b\u009c\n]{0,4096}(?:\u0007|\u001b\\|\u009c)`,
    String.raw`\u001b[ -/]*[0-~]`,
  ].join('|'),
  'g',
);

/** A carriage return alone restarts a line in a terminal; here each state of the line gets its own. */
const lineBreaks = /\r\n|[\r\v\f\u0085\u2028\u2029]/g;

const controls = new RegExp(`[\\p{Cc}${bidiControls}\\p{Surrogate}]`, 'gu');

/** A character that a log should not contain, such as one of binary output. */
const replacement = '\ufffd';

/**
 * The text of a log entry without anything that moves a cursor, changes the direction of text or ends a line in
 * an unusual way. Tabs and line feeds stay.
 */
export function cleanText(text: string): string {
  return text
    .replace(terminalSequences, '')
    .replace(lineBreaks, '\n')
    .replace(controls, character =>
      character === '\t' || character === '\n' ? character : replacement,
    )
    .replace(/\n+$/, '');
}
