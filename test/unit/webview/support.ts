import { perFacet } from '../../../src/core/filter/facets';
import type { JobActionState } from '../../../src/protocol/history';
import type { Row } from '../../../src/protocol/rows';
import type { ToHost } from '../../../src/protocol/toHost';
import type { ToPage } from '../../../src/protocol/toPage';
import type { Message } from '../../../src/protocol/messages';

const aRow = (row: Partial<Row> = {}): Row => ({
  jobId: 'job-1',
  jobName: 'pre-1',
  status: 'RUNNING',
  taskType: 'Ingest',
  region: 'eu-west-1',
  time: 0,
  timestamp: '1970-01-01T00:00:00Z',
  statusReason: '',
  queue: 'ingest',
  definition: 'ingest:3',
  ...row,
});

/** Of a job that nobody has done anything about. */
export const noActions: JobActionState = {
  broken: false,
  acknowledged: false,
  disabledReasons: {},
  recentActions: [],
  earlierActions: 0,
};

/** Rows `job-<start>` to `job-<end - 1>`. */
export const rowsOf = (start: number, end: number): Row[] =>
  Array.from({ length: end - start }, (_, offset) => aRow({ jobId: `job-${start + offset}` }));

export const aResult = (id: number, matching: number): Message<ToPage, 'result'> => ({
  type: 'result',
  id,
  matching,
  statistics: {
    total: matching,
    succeeded: 0,
    failed: 0,
    unresolved: 0,
    running: matching,
    stuck: 0,
    byStatus: [],
  },
  facets: perFacet(() => []),
});

/** What the host says of itself. */
export const aState = (phase: 'loading' | 'ready'): Message<ToPage, 'state'> => ({
  type: 'state',
  connection: { table: 'Jobs', region: 'eu-west-1' },
  load: phase === 'loading' ? { phase, loaded: 0 } : { phase },
  total: 0,
  malformed: 0,
  polling: { mode: 'off' },
  lacksBackfill: false,
});

/** The messages of one type among all that were sent. */
export const sent = <T extends ToHost['type']>(messages: readonly ToHost[], type: T) =>
  messages.filter((message): message is Extract<ToHost, { type: T }> => message.type === type);
