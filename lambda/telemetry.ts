import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { describeError } from './describeError';
import type { RecordOutcome, Reports } from './recorder';

const serviceName = 'batch-monitor';
const namespace = 'BatchMonitor';

/** Metric names, which alarms and dashboards use. */
const metricOf = { written: 'Written', stale: 'Stale', rejected: 'Rejected' } as const;

/**
 * Logs lines of JSON and writes metrics in CloudWatch's embedded metric format, which needs no API
 * call. Logs name jobs and reasons, never the content of an event: commands and environments hold
 * secrets. The environment can set another service, namespace or log level.
 */
export class Telemetry implements Reports {
  private readonly logger: Logger;
  private readonly metrics: Metrics;

  constructor(env: Readonly<Record<string, string | undefined>>) {
    const service = { serviceName: env['POWERTOOLS_SERVICE_NAME'] ?? serviceName };
    this.logger = new Logger(service);
    this.metrics = new Metrics({
      ...service,
      namespace: env['POWERTOOLS_METRICS_NAMESPACE'] ?? namespace,
    });
  }

  readonly onOutcome = (outcome: RecordOutcome, ms: number): void => {
    this.metrics.addMetric(metricOf[outcome.outcome], MetricUnit.Count, 1);
    if (outcome.outcome === 'rejected') {
      this.logger.warn('rejected', { ...outcome });
    } else {
      this.metrics.addMetric('Latency', MetricUnit.Milliseconds, ms);
      this.logger.debug(outcome.outcome, { jobId: outcome.jobId });
    }
  };

  readonly onFailed = (error: unknown): void => {
    this.metrics.addMetric('Failed', MetricUnit.Count, 1);
    this.logger.error('failed', { reason: describeError(error) });
  };

  /** Writes the metrics of an invocation, if any. */
  flush(): void {
    if (this.metrics.hasStoredMetrics()) {
      this.metrics.publishStoredMetrics();
    }
  }
}
