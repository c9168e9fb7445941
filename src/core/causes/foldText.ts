import { fold, type Foldings } from '../text/fold';

/** Enough for the first line of any reason that AWS writes. */
const maxRead = 1000;
const maxLength = 240;

/** What differs between like failures, and what stands for it. Applied in this order. */
const foldings: Foldings = [
  [/\barn:[^\s"',)\]]+/g, '<arn>'],
  [/\bhttps?:\/\/[^\s"')\]]+/g, '<url>'],
  [/\\*"[^"]*"/g, '"…"'],
  [/(?<!\w)'[^']*'(?!\w)/g, "'…'"],
  [/\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?/g, '<time>'],
  [/\b\d\d?:\d\d:\d\d(?:\.\d+)?/g, '<time>'],
  // Image names and other addresses with a path, then paths, hosts and IP addresses.
  [/\b[\w-]+(?:\.[\w-]+)+(?::\d+)?\/[^\s"',;)\]]+/g, '<address>'],
  [/(?<![\w/.~])[.~]{0,2}\/[^\s"',;:)\]]+/g, '<path>'],
  [/\b(?:[\w-]+\.)+(?:com|net|org|io|cn|internal|local)\b(?::\d+)?/g, '<address>'],
  [/\b\d{1,3}(?:\.\d{1,3}){3}\b(?::\d+)?/g, '<address>'],
  [/\[?(?:[\da-f]{0,4}:){3,7}[\da-f]{1,4}\]?(?::\d+)?/gi, '<address>'],
  // Identifiers: UUIDs, ids of AWS resources, digests, other runs of hexadecimal digits and letters.
  [/\b[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}(?:[:#]\d+)?/gi, '<id>'],
  [/\b(?:i|sg|subnet|eni|vpc|vol|fs|fsap|ami|lt)-[\da-f]{3,}\b/g, '<id>'],
  [/\b(?:sha256:)?(?=[a-f]*\d)[\da-f]{7,}\b/gi, '<id>'],
  [/\b(?=[a-z_]*\d)\w{16,}\b/gi, '<id>'],
];

/** A number, or a name that contains one and must stay readable. */
const numbers = /\b(?:EC2|S3|nfs4|x86_64|amd64|arm64)\b|\d+(?:[.,]\d+)*/g;

/** A text's first line without what differs from job to job; takes no longer for long texts. */
export function foldText(text: string): string {
  const start = text.slice(0, maxRead).trimStart();
  const [line = ''] = start.split(/[\r\n]/, 1);
  return fold(line, foldings)
    .replace(numbers, match => (/^\d/.test(match) ? '#' : match))
    .replace(/#(?:,? #)+/g, '#')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .slice(0, maxLength)
    .trim();
}
