import type { ComputeEnvironmentDetail } from '../../../src/core/queues/computeEnvironment';
import type { JobQueueDetail } from '../../../src/core/queues/jobQueue';

/** AWS Batch with queues in memory; counts its calls. An error set here fails the call. */
export class FakeQueues {
  queues: JobQueueDetail[] = [
    {
      jobQueueName: 'render',
      jobQueueArn: 'arn:aws:batch:eu-west-1:123456789012:job-queue/render',
      state: 'ENABLED',
      status: 'VALID',
      computeEnvironmentOrder: [{ order: 1, computeEnvironment: 'spot' }],
    },
  ];
  environments: ComputeEnvironmentDetail[] = [
    {
      computeEnvironmentName: 'spot',
      computeEnvironmentArn: 'arn:aws:batch:eu-west-1:123456789012:compute-environment/spot',
      state: 'ENABLED',
      status: 'VALID',
      type: 'MANAGED',
      computeResources: { type: 'SPOT', desiredvCpus: 48, maxvCpus: 256 },
    },
  ];
  front: { jobArn: string; earliestTimeAtPosition?: number }[] = [];
  readonly errors: Partial<Record<'queues' | 'environments' | 'front', Error>> = {};
  readonly calls: string[] = [];
  isClosed = false;

  async *jobQueues(_names: readonly string[] | undefined, signal: AbortSignal) {
    yield await this.answer('queues', this.queues, signal);
  }

  async *computeEnvironments(names: readonly string[] | undefined, signal: AbortSignal) {
    const found = this.environments.filter(
      ({ computeEnvironmentName: name = '' }) => names?.includes(name) !== false,
    );
    yield await this.answer('environments', found, signal);
  }

  async queueSnapshot(_queue: string, signal: AbortSignal) {
    const jobs = await this.answer('front', this.front, signal);
    return { frontOfQueue: { jobs }, queueUtilization: undefined };
  }

  close(): void {
    this.isClosed = true;
  }

  private async answer<T>(
    call: 'queues' | 'environments' | 'front',
    value: T,
    signal: AbortSignal,
  ): Promise<T> {
    this.calls.push(call);
    await Promise.resolve();
    signal.throwIfAborted();
    const error = this.errors[call];
    if (error) {
      throw error;
    }
    return value;
  }
}
