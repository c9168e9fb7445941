// Runs a command as the leader of its own process group and takes the whole group down when the
// process that asked for it goes away, however it goes: its end of our stdin closes even on SIGKILL.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';

const graceMs = 3_000;
const [command, ...args] = process.argv.slice(2);
let orphaned = false;

// The signal went to the whole group; we stay to see the command end, and insist if it does not.
const stopping = () => setTimeout(() => process.kill(0, 'SIGKILL'), graceMs);
process.once('SIGTERM', stopping);
process.on('SIGTERM', () => undefined);
process.on('SIGINT', () => undefined);
process.on('SIGHUP', () => undefined);

function abandon() {
  if (!orphaned) {
    orphaned = true;
    process.kill(0, 'SIGTERM');
  }
}
process.stdin.on('end', abandon).on('error', abandon).resume();

const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
child.on('error', error => {
  console.error(error.message);
  process.exit(127);
});
child.on('exit', (code, signal) => {
  if (orphaned) {
    process.kill(0, 'SIGKILL');
  }
  process.exit(code ?? 128 + constants.signals[signal]);
});
