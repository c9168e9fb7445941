import assert from 'node:assert/strict';
import { contributors, withStaticImports } from '../../bench/size/contributors';

describe('contributors to a bundle', () => {
  const output = {
    bytes: 10_240,
    imports: [],
    inputs: {
      'node_modules/lit/index.js': { bytesInOutput: 1024 },
      'node_modules/@lit/reactive-element/a.js': { bytesInOutput: 2048 },
      'node_modules/@lit/reactive-element/b.js': { bytesInOutput: 1024 },
      'src/core/job/job.ts': { bytesInOutput: 512 },
      'src/core/job/arn.ts': { bytesInOutput: 1600 },
    },
  };

  it('are packages and folders, largest first', () => {
    assert.deepEqual(contributors(output, 2), ['@lit/reactive-element 3 KB', 'src/core/job 2 KB']);
  });

  it('count each file they load eagerly once, and none that are loaded on demand', () => {
    const file = (bytes: number, ...imports: readonly (readonly [string, string])[]) => ({
      bytes,
      inputs: { [`src/${bytes}/a.ts`]: { bytesInOutput: bytes } },
      imports: imports.map(([path, kind]) => ({ path, kind })),
    });
    const outputs = {
      entry: file(1000, ['shared', 'import-statement'], ['lazy', 'dynamic-import']),
      shared: file(2000, ['deeper', 'import-statement'], ['vscode', 'import-statement']),
      deeper: file(4000, ['shared', 'import-statement']),
      lazy: file(8000),
    };

    const whole = withStaticImports('entry', outputs);

    assert.equal(whole.bytes, 7000);
    assert.deepEqual(contributors(whole, 9), ['src/4000 4 KB', 'src/2000 2 KB', 'src/1000 1 KB']);
  });
});
