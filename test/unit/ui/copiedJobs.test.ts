import assert from 'node:assert/strict';
import { copiedRows } from '../../../src/ui/copiedJobs';
import { aRow } from '../webview/support';

describe('copiedRows', () => {
  it('makes a table with titles, of whole values', () => {
    const row = aRow({
      jobId: 'a'.repeat(36),
      status: 'FAILED',
      exitCode: 137,
      startedAt: 0,
      stoppedAt: 65_000,
    });
    assert.equal(
      copiedRows([row], ['jobId', 'status', 'exitCode', 'duration', 'mediaId']),
      `Job ID\tStatus\tExit Code\tDuration\tMedia ID\n${'a'.repeat(36)}\tFAILED\t137\t1 min 5 s\t`,
    );
  });

  it('lets no text begin another cell or row', () => {
    const row = aRow({ statusReason: 'a\tb\r\nc\0d' });
    assert.equal(copiedRows([row], ['statusReason']), 'Status Reason\na b c d');
  });
});
