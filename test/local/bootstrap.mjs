// Entry of `npm start` and `npm test`, also in a fresh clone. Plain JavaScript without dependencies, because
// it installs them: checks Node, installs if node_modules is missing or outdated, then runs the actual
// program.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { constants } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const stamp = path.join(root, 'node_modules', '.batch-monitor-lockfile');
// Outside node_modules, which `npm ci` deletes.
const lock = path.join(root, 'out', 'npm-ci.lock');
const programs = {
  start: 'test/local/start.ts',
  test: 'test/run.ts',
  steady: 'test/steady.ts',
  bench: 'test/bench/run.ts',
};
const abandonedAfterMs = 30_000;

function fail(message) {
  console.error(message);
  process.exit(1);
}

function checkMachine() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    fail(
      `Batch Monitor needs Node.js 20.19 or newer; this is ${process.version}. ` +
        'Install a current Node.js (https://nodejs.org) and run the command again.',
    );
  }
  if (process.platform === 'win32') {
    fail('The local stack runs on Linux and macOS. On Windows run it inside WSL.');
  }
}

const lockfileHash = async () =>
  createHash('sha256')
    .update(await readFile(path.join(root, 'package-lock.json')))
    .digest('hex');

const isInstalled = async () =>
  (await readFile(stamp, 'utf8').catch(() => '')) === (await lockfileHash());

/** Runs the work under a lock across processes; takes over the lock if its owner died. */
async function withLock(work) {
  await mkdir(path.dirname(lock), { recursive: true });
  for (let isFirstTry = true; ; isFirstTry = false) {
    try {
      await mkdir(lock);
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') {
        throw error;
      }
    }
    if (isFirstTry) {
      console.log('Waiting for another run, which installs dependencies ...');
    }
    const age = await stat(lock).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0,
    );
    if (age > abandonedAfterMs) {
      await rm(lock, { recursive: true, force: true });
    }
    await delay(200);
  }
  // Heartbeat, since `npm ci` may take longer than the time after which a lock counts as abandoned.
  const beat = setInterval(
    () => void writeFile(path.join(lock, 'alive'), '').catch(() => {}),
    5_000,
  );
  try {
    await work();
  } finally {
    clearInterval(beat);
    await rm(lock, { recursive: true, force: true });
  }
}

/** Resolves with the exit code; forwards termination signals, so that no process is left behind. */
function run(command, args) {
  const child = spawn(command, args, { cwd: root, stdio: 'inherit' });
  const forward = signal => child.kill(signal);
  process.on('SIGINT', forward).on('SIGTERM', forward);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      process.off('SIGINT', forward).off('SIGTERM', forward);
      resolve(code ?? 128 + constants.signals[signal]);
    });
  });
}

async function install() {
  if (await isInstalled()) {
    return;
  }
  await withLock(async () => {
    if (await isInstalled()) {
      return;
    }
    console.log('Installing dependencies (npm ci) ...');
    const code = await run('npm', ['ci', '--no-audit', '--no-fund']);
    if (code !== 0) {
      console.error('npm ci failed. Check that the npm registry can be reached, then run again.');
      await rm(lock, { recursive: true, force: true });
      process.exit(code);
    }
    await writeFile(stamp, await lockfileHash());
  });
}

const [name, ...args] = process.argv.slice(2);
if (!Object.hasOwn(programs, name)) {
  fail(`Unknown program: ${name}. Use one of: ${Object.keys(programs).join(', ')}.`);
}
checkMachine();
await install();
// The AWS SDK warns about future Node requirements at every start.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
process.exitCode = await run(process.execPath, ['--import', 'tsx', programs[name], ...args]);
