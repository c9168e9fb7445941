/** Where the middleware leaves the time, next to the SDK's own metadata of a response. */
interface TimedMetadata {
  servedAt?: number | undefined;
}

interface Result {
  readonly response: unknown;
  readonly output?: { readonly $metadata?: object };
}

/** The part of a client that this needs. */
interface Middlewares {
  add(
    middleware: <T, R extends Result>(next: (args: T) => Promise<R>) => (args: T) => Promise<R>,
    options: {
      readonly name: string;
      readonly step: 'deserialize';
      readonly priority: 'high';
    },
  ): void;
}

/** Records the `Date` header of each response, which the SDK does not pass on. */
export function recordServerTime({ middlewareStack }: { readonly middlewareStack: unknown }): void {
  // The clients of the services have stacks of unrelated types.
  (middlewareStack as Middlewares).add(
    next => async args => {
      const result = await next(args);
      const { headers } = result.response as { headers?: Readonly<Record<string, string>> };
      const timed: TimedMetadata = { servedAt: timeOf(headers?.['date']) };
      Object.assign(result.output?.$metadata ?? {}, timed);
      return result;
    },
    { name: 'recordServerTime', step: 'deserialize', priority: 'high' },
  );
}

/** The service's time when it sent this response, in milliseconds since the epoch; undefined if unknown. */
export const servedAtOf = ({ $metadata }: { readonly $metadata: object }): number | undefined =>
  ($metadata as TimedMetadata).servedAt;

function timeOf(header: string | undefined): number | undefined {
  const time = Date.parse(header ?? '');
  return Number.isNaN(time) ? undefined : time;
}
