import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { findOnPath } from '../../../local/process/commandsOnPath';
import { TempFolder } from '../../../local/process/tempFolder';

describe('findOnPath', () => {
  let temp: TempFolder;

  beforeEach(() => {
    temp = new TempFolder();
  });
  afterEach(() => temp.remove());

  function place(folder: string, name: string, mode: number): string {
    const file = path.join(temp.path, folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, '');
    chmodSync(file, mode);
    return file;
  }

  const searchPath = (): string =>
    ['first', 'second'].map(folder => path.join(temp.path, folder)).join(path.delimiter);

  it('prefers the first name, then the first folder', () => {
    place('first', 'chrome', 0o755);
    const chromium = place('second', 'chromium', 0o755);

    assert.equal(findOnPath(['chromium', 'chrome'], searchPath()), chromium);
  });

  it('skips files that are not executable', () => {
    place('first', 'chromium', 0o644);
    const chromium = place('second', 'chromium', 0o755);

    assert.equal(findOnPath(['chromium'], searchPath()), chromium);
  });

  it('finds nothing in an empty path', () => {
    assert.equal(findOnPath(['chromium'], searchPath()), undefined);
    assert.equal(findOnPath(['chromium'], ''), undefined);
  });
});
