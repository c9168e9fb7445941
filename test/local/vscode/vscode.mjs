#!/usr/bin/env node
// Accepts VS Code's command line, like the desktop executable, and runs extension tests in a real VS Code
// without a desktop: see vscodeLauncher.ts. An executable file, so that @vscode/test-electron can start it.
import { createRequire } from 'node:module';
import { register } from 'tsx/cjs/api';

register();
const { launch } = createRequire(import.meta.url)('./vscodeLauncher.ts');
try {
  process.exit(await launch(process.argv.slice(2)));
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
