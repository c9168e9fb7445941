/** A stored job of the plain table; a test names only what it is about. */
export const aFailedJob = (facts: Record<string, unknown> = {}): Record<string, unknown> => ({
  jobId: 'failed-1',
  jobName: 'pre-69490f5fc05fb78da7b7380f-1766395755577',
  status: 'FAILED',
  timestamp: '2026-11-23T10:00:00Z',
  jobQueue: 'arn:aws:batch:eu-west-1:123456789012:job-queue/orchestrator-repair-ingest-pre',
  jobDefinition: 'arn:aws:batch:eu-west-1:123456789012:job-definition/ingest-pre:3',
  region: 'eu-west-1',
  statusReason: 'OutOfMemoryError: Container killed due to memory usage',
  ...facts,
});
