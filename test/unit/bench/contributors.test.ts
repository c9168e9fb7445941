import assert from 'node:assert/strict';
import { contributors } from '../../bench/size/contributors';

describe('contributors to a bundle', () => {
  const output = {
    bytes: 10_240,
    inputs: {
      'node_modules/lit/index.js': { bytesInOutput: 1024 },
      'node_modules/@lit/reactive-element/a.js': { bytesInOutput: 2048 },
      'node_modules/@lit/reactive-element/b.js': { bytesInOutput: 1024 },
      'src/core/job.ts': { bytesInOutput: 512 },
      'src/core/time.ts': { bytesInOutput: 1600 },
    },
  };

  it('are packages and folders, largest first', () => {
    assert.deepEqual(contributors(output, 2), ['@lit/reactive-element 3 KB', 'src/core 2 KB']);
  });
});
