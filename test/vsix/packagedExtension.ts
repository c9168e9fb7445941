import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { root } from '../local/root';

/** `npm run package` empties dist first, so there is one. */
export function packagedExtension(): string {
  const dist = path.join(root, 'dist');
  const name = readdirSync(dist).find(file => /^batch-monitor-.*\.vsix$/.test(file));
  assert(name, 'No dist/batch-monitor-*.vsix: run npm run package.');
  return path.join(dist, name);
}
