import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { ManagedProcess, run } from '../../../local/process/managedProcess';
import { until } from '../../../local/process/until';

const script = (code: string): [string, string[]] => [process.execPath, ['-e', code]];
const idle = 'console.log(process.pid); setInterval(() => {}, 1000)';

const lives = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

const gone = (pid: number): Promise<true> =>
  until(`the end of process ${pid}`, () => (lives(pid) ? undefined : true));

describe('ManagedProcess', () => {
  const firstLine = (managed: ManagedProcess): Promise<number> =>
    until('output', () => Number(/^(\d+)\n/.exec(managed.output)?.[1]) || undefined);

  it('returns exit code and output', async () => {
    const ended = await run(...script('console.log("out"); console.error("err"); process.exit(3)'));

    assert.equal(ended.code, 3);
    assert.match(ended.output, /out\n/);
    assert.match(ended.output, /err\n/);
  });

  it('reports an unknown command', async () => {
    const ended = await run('batch-monitor-no-such-command', []);

    assert.equal(ended.code, 127);
    assert.match(ended.output, /ENOENT/);
  });

  it('also stops child processes', async () => {
    const parent = `const { spawn } = require('node:child_process');
      spawn(process.execPath, ['-e', ${JSON.stringify(idle)}], { stdio: 'inherit' });`;
    const managed = new ManagedProcess(...script(`${parent} setInterval(() => {}, 1000)`));
    const grandchild = await firstLine(managed);
    await managed.stop();

    await gone(grandchild);
  });

  it('lets a cooperative process clean up', async () => {
    const goodbye = "process.on('SIGTERM', () => { console.log('cleaned up'); process.exit(); })";
    const [command, args] = script(`${goodbye}; ${idle}`);
    const managed = new ManagedProcess(command, args, { graceful: true });
    await firstLine(managed);
    await managed.stop();

    assert.match(managed.output, /cleaned up/);
  });

  it('kills a process that ignores the request to stop', async () => {
    const [command, args] = script(`process.on('SIGTERM', () => {}); ${idle}`);
    const stubborn = new ManagedProcess(command, args, { graceful: true });
    const pid = await firstLine(stubborn);
    await stubborn.stop();

    await gone(pid);
  });

  it('leaves nothing behind when its owner is killed', async () => {
    const module = JSON.stringify(require.resolve('../../../local/process/managedProcess'));
    const owner = spawn(
      process.execPath,
      [
        ...['--import', 'tsx', '-e'],
        `const { ManagedProcess } = require(${module});
         new ManagedProcess(process.execPath, ['-e', ${JSON.stringify(idle)}], { output: 'show' });`,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const [data] = (await once(owner.stdout, 'data')) as [Buffer];
    const pid = Number(data.toString());
    assert(lives(pid));
    owner.kill('SIGKILL');

    await gone(pid);
  });
});
