import { BatchClient as SdkClient } from '@aws-sdk/client-batch';
import { isServerError, isThrottlingError, isTransientError } from '@smithy/core/retry';
import type { Connection } from '../config/connection';
import type { Target } from '../config/endpoint';
import {
  credentialsOf,
  endpointOptions,
  requestHandler,
  type Timeouts,
} from '../credentials/clients';
import { KnownAwsFiles } from '../credentials/knownAwsFiles';
import { dropWhenRejected } from '../credentials/reusedCredentials';
import { recordServerTime } from '../credentials/serverTime';
import type { CallUsage } from './batchApi';
import { toBatchError } from './batchErrors';
import { batchTargetOf } from './batchTarget';
import type { CallRate } from './callRate';

/** Throttled requests wait longer each time, so more of them are worth trying. */
const maxThrottled = 6;

export interface SendOptions {
  readonly abortSignal: AbortSignal;
}

interface SendPolicy {
  /** Whether a request may be sent again whose response was lost; one that AWS throttled always may. */
  readonly isRepeatable: boolean;
  readonly explain: (error: unknown, target: Target) => Error;
}

const reading: SendPolicy = { isRepeatable: true, explain: toBatchError };

/** Sends requests to AWS Batch, at a limited rate, and retries them. */
export class BatchCalls {
  private sdk: SdkClient | undefined;
  private readonly files = new KnownAwsFiles();
  private calls = 0;
  private throttled = 0;

  constructor(
    readonly connection: Connection,
    private readonly timeouts: Timeouts,
    private readonly rate: CallRate,
  ) {}

  get usage(): CallUsage {
    const { calls, throttled } = this;
    return { calls, throttled, callsPerSecond: this.rate.callsPerSecond };
  }

  /** AWS throttled part of a request. */
  slowDown(): void {
    this.throttled++;
    this.rate.slowDown();
  }

  close(): void {
    this.sdk?.destroy();
    this.sdk = undefined;
  }

  /** Retries itself, because the SDK's retries would not wait for their turn. */
  async send<T>(
    signal: AbortSignal,
    run: (sdk: SdkClient, options: SendOptions) => Promise<T>,
    { isRepeatable, explain }: SendPolicy = reading,
  ): Promise<T> {
    signal.throwIfAborted();
    const target = await batchTargetOf(this.connection);
    if (await this.files.haveChanged()) {
      this.close();
    }
    for (let attempt = 1; ; attempt++) {
      await this.rate.turn(signal);
      this.calls++;
      try {
        return await run((this.sdk ??= this.open(target)), { abortSignal: signal });
      } catch (error) {
        if (signal.aborted || !this.canRetry(error, attempt, isRepeatable)) {
          throw explain(error, target);
        }
      }
    }
  }

  private canRetry(error: unknown, attempt: number, isRepeatable: boolean): boolean {
    if (!isSdkError(error)) {
      return false;
    }
    if (isThrottlingError(error)) {
      this.slowDown();
      return attempt < maxThrottled;
    }
    return (
      isRepeatable &&
      attempt < this.timeouts.maxAttempts &&
      (isTransientError(error) || isServerError(error))
    );
  }

  private open(target: Target): SdkClient {
    const sdk = new SdkClient({
      region: target.region,
      credentials: credentialsOf(this.connection),
      maxAttempts: 1,
      requestHandler: requestHandler(this.timeouts),
      ...endpointOptions(target),
    });
    dropWhenRejected(sdk, this.connection);
    recordServerTime(sdk);
    return sdk;
  }
}

const isSdkError = (error: unknown): error is Parameters<typeof isThrottlingError>[0] =>
  error instanceof Error;
