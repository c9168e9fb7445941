// Runs a command as the leader of its own process group and kills the whole group when the parent process
// ends, by whatever means: even SIGKILL closes the parent's end of our stdin.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';

const graceMs = 1_500;
const [command, ...args] = process.argv.slice(2);
let isEnding = false;

/** Ends with the group itself, so that the group still exists while members clean up. */
function end() {
  if (!isEnding) {
    isEnding = true;
    setTimeout(() => process.kill(0, 'SIGKILL'), graceMs);
  }
}

// Signals reach the whole group; the keeper stays to enforce the end.
process.on('SIGTERM', end).on('SIGINT', end).on('SIGHUP', end);

function abandoned() {
  if (!isEnding) {
    process.kill(0, 'SIGTERM');
  }
}
process.stdin.on('end', abandoned).on('error', abandoned).resume();

const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
child.on('error', error => {
  console.error(error.message);
  process.exit(127);
});
child.on('exit', (code, signal) => {
  if (!isEnding) {
    process.exit(code ?? 128 + constants.signals[signal]);
  }
});
