/**
 * An item as the oldest writer stored it: without a condition, and without derived attributes except the
 * media id.
 */
export function plainItem(event: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const detail = event['detail'] as Readonly<Record<string, unknown>>;
  const parts: Record<string, unknown> = {
    jobId: detail['jobId'],
    timestamp: event['time'],
    jobName: detail['jobName'],
    status: detail['status'],
    jobQueue: detail['jobQueue'],
    jobDefinition: detail['jobDefinition'],
    region: event['region'],
    account: event['account'],
    statusReason: detail['statusReason'] ?? '',
    fullEvent: JSON.stringify(event),
    media_id: /[0-9a-f]{24}/.exec(String(detail['jobName']))?.[0],
  };
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined));
}
