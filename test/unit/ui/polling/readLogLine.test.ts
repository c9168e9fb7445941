import assert from 'node:assert/strict';
import { readLogLine } from '../../../../src/ui/polling/readLogLine';

describe('readLogLine', () => {
  it('is one line with all figures of a read', () => {
    const read = { kind: 'scan', items: 10_000, pages: 12, readUnits: 3_500, ms: 1_234.5 } as const;
    const day = { units: 5_040_000, dollars: 0.63 };
    assert.equal(
      readLogLine(read, { readUnits: 3_500, sessionUnits: 7_000, day }),
      'scanned the table: 10,000 items on 12 pages in 1,235 ms; 3,500 read units, 7,000 this session; about 5,040,000 ($0.63) a day',
    );
  });
});
