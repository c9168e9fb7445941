import assert from 'node:assert/strict';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { awsCliVersion } from '../../../../src/ui/connection/awsCli';

describe('the AWS CLI on this computer', () => {
  let folder: string;

  before(async function () {
    if (process.platform === 'win32') {
      this.skip();
    }
    folder = await mkdtemp(path.join(tmpdir(), 'batch-monitor-'));
  });

  after(() => rm(folder, { recursive: true, force: true }));

  async function program(name: string, script: string): Promise<string> {
    const file = path.join(folder, name);
    await writeFile(file, `#!/bin/sh\n${script}\n`);
    await chmod(file, 0o755);
    return file;
  }

  it('is found in the install folder when it is not on the PATH', async () => {
    const aws = await program('aws', 'echo "aws-cli/2.31.0 Python/3.13.7 Linux/6.8"');
    assert.equal(await awsCliVersion([path.join(folder, 'absent'), aws]), '2.31.0');
  });

  it('is recognized when the version is on standard error, as in version 1', async () => {
    const old = await program('old', 'echo "aws-cli/1.18.0 Python/2.7.16" >&2');
    assert.equal(await awsCliVersion([old]), '1.18.0');
  });

  it('is not found when a program of its name fails or is a different one', async () => {
    const failing = await program('failing', 'exit 127');
    const other = await program('other', 'echo "aws the game 3.1"');
    assert.equal(await awsCliVersion([failing, other]), undefined);
  });
});
