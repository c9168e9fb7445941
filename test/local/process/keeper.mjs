// Runs a command as the leader of its own process group and takes the whole group down when the
// process that asked for it goes away, however it goes: its end of our stdin closes even on SIGKILL.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';

const graceMs = 1_500;
const [command, ...args] = process.argv.slice(2);
let isEnding = false;

/** Our own end is part of it, so that nobody takes the group for gone while it cleans up. */
function end() {
  if (!isEnding) {
    isEnding = true;
    setTimeout(() => process.kill(0, 'SIGKILL'), graceMs);
  }
}

// The signals reach the whole group; we stay, to see it through.
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
