import type { Clock } from './clock';

/** Names by which DynamoDB asks for less. Source: "Error handling with DynamoDB", Developer Guide. */
const throttlings = new Set([
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ThrottlingException',
  'TooManyRequestsException',
]);

export interface PatienceOptions {
  readonly clock: Clock;
  readonly signal?: AbortSignal | undefined;
  /** Called before each wait. */
  readonly onThrottled?: () => void;
}

/** Each wait is twice the last one, up to half a minute: some four minutes in all. */
const maxTries = 14;
const firstWaitMs = 100;
const maxWaitMs = 30_000;

/** Sends again while DynamoDB throttles, beyond the few times at once by which the SDK does so itself. */
export async function patiently<T>(
  send: () => Promise<T>,
  { clock, signal, onThrottled }: PatienceOptions,
): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await send();
    } catch (error) {
      if (!isThrottling(error) || tries === maxTries) {
        throw error;
      }
      onThrottled?.();
      await clock.sleep(Math.min(maxWaitMs, firstWaitMs * 2 ** (tries - 1)), signal);
    }
  }
}

/** Also of an error that was given another message on its way. */
export function isThrottling(error: unknown): boolean {
  return error instanceof Error && (throttlings.has(error.name) || isThrottling(error.cause));
}
