import type { Clock } from './clock';

/** DynamoDB's throttling errors. Source: "Error handling with DynamoDB", Developer Guide. */
const throttlings = new Set([
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
  'TooManyRequestsException',
]);

export interface RetryOptions {
  readonly clock: Clock;
  readonly signal?: AbortSignal | undefined;
  /** Called before each retry delay. */
  readonly onThrottled?: () => void;
}

/** Each delay is twice the previous one, up to half a minute: about four minutes in total. */
const maxTries = 14;
const firstDelayMs = 100;
const maxDelayMs = 30_000;

/** Retries while DynamoDB throttles, after the SDK's own few retries. */
export async function retryThrottled<T>(
  send: () => Promise<T>,
  { clock, signal, onThrottled }: RetryOptions,
): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await send();
    } catch (error) {
      if (!isThrottling(error) || tries === maxTries) {
        throw error;
      }
      onThrottled?.();
      await clock.sleep(Math.min(maxDelayMs, firstDelayMs * 2 ** (tries - 1)), signal);
    }
  }
}

/** Also recognizes a throttling error that is the cause of another error. */
export function isThrottling(error: unknown): boolean {
  return error instanceof Error && (throttlings.has(error.name) || isThrottling(error.cause));
}
