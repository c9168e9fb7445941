import { createHash } from 'node:crypto';
import path from 'node:path';
import { root } from '../../local/root';

/** Contains a folder per failed test, with its screenshots and logs. */
export const failuresFolder = path.join(root, 'out/failures');

/** The folder of the test or hook with this full title: readable, and unique per title. */
export function failureFolder(title: string): string {
  const words = title.replaceAll(/[^\p{L}\p{N}]+/gu, '-').slice(0, 80);
  const hash = createHash('sha256').update(title).digest('hex').slice(0, 6);
  return path.join(failuresFolder, `${words}-${hash}`);
}
