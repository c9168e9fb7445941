#!/usr/bin/env node
// Takes VS Code's own arguments, as the desktop executable does, and runs extension tests in a real
// VS Code without a desktop: see vscodeLauncher.ts. Executable, so that @vscode/test-electron starts it.
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
