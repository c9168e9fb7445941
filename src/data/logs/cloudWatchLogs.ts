import { t } from '@vscode/l10n';
import {
  CloudWatchLogsClient,
  FilterLogEventsCommand,
  GetLogEventsCommand,
  type GetLogEventsCommandOutput,
} from '@aws-sdk/client-cloudwatch-logs';
import type { LogPage, LogStream } from '../../core/logs/logEvent';
import type { Direction } from '../../core/logs/logPages';
import {
  firstPage,
  lastPage,
  neighborPage,
  searchPage,
  type PageRequest,
} from '../../core/logs/logRequests';
import type { Connection } from '../config/connection';
import {
  credentialsOf,
  defaultTimeouts,
  endpointOptions,
  requestHandler,
  type Timeouts,
} from '../credentials/clients';
import { KnownAwsFiles } from '../credentials/knownAwsFiles';
import { dropWhenRejected } from '../credentials/reusedCredentials';
import { BadResponse } from '../errors/awsErrors';
import { toLogError } from './logErrors';
import { logTargetOf, type LogTarget } from './logTarget';
import type { LogMatch, LogReader } from './logReader';

/** Reads CloudWatch Logs with the credentials of the table. */
export class CloudWatchLogs implements LogReader {
  /** By region: the log of a job may be in another one. */
  private readonly clients = new Map<string, CloudWatchLogsClient>();
  private readonly files = new KnownAwsFiles();

  constructor(
    private readonly connection: Connection,
    private readonly timeouts: Timeouts = defaultTimeouts,
  ) {}

  lastPage(stream: LogStream, limit: number, signal: AbortSignal): Promise<LogPage> {
    return this.events(stream, lastPage(stream, limit), signal);
  }

  firstPage(stream: LogStream, signal: AbortSignal): Promise<LogPage> {
    return this.events(stream, firstPage(stream), signal);
  }

  page(
    stream: LogStream,
    token: string,
    direction: Direction,
    signal: AbortSignal,
  ): Promise<LogPage> {
    return this.events(stream, neighborPage(stream, token, direction), signal);
  }

  async *search(
    streams: readonly LogStream[],
    text: string,
    signal: AbortSignal,
  ): AsyncGenerator<readonly LogMatch[]> {
    const [first] = streams;
    if (!first) {
      return;
    }
    const names = streams.map(({ stream }) => stream);
    let token: string | undefined;
    do {
      const sent = token;
      const request = searchPage(first.group, names, text, sent);
      const { events, nextToken } = await this.send(first, signal, client =>
        client.send(
          new FilterLogEventsCommand({ ...request, logStreamNames: [...request.logStreamNames] }),
          { abortSignal: signal },
        ),
      );
      if (!Array.isArray(events)) {
        throw toLogError(noEvents(), first, await logTargetOf(this.connection, first.region));
      }
      yield events.map(({ logStreamName = '', timestamp = NaN, message = '' }) => ({
        stream: logStreamName,
        time: timestamp,
        text: message,
      }));
      token = nextToken === sent ? undefined : nextToken;
    } while (token);
  }

  close(): void {
    this.clients.forEach(client => client.destroy());
    this.clients.clear();
  }

  private async events(
    stream: LogStream,
    request: PageRequest,
    signal: AbortSignal,
  ): Promise<LogPage> {
    return this.send(stream, signal, async client =>
      pageIn(await client.send(new GetLogEventsCommand(request), { abortSignal: signal })),
    );
  }

  private async send<T>(
    stream: LogStream,
    signal: AbortSignal,
    run: (client: CloudWatchLogsClient) => Promise<T>,
  ): Promise<T> {
    signal.throwIfAborted();
    const target = await logTargetOf(this.connection, stream.region);
    if (await this.files.haveChanged()) {
      this.close();
    }
    try {
      return await run(this.clientOf(target));
    } catch (error) {
      throw toLogError(error, stream, target);
    }
  }

  private clientOf(target: LogTarget): CloudWatchLogsClient {
    const key = `${target.region} ${target.endpoint ?? ''}`;
    const known = this.clients.get(key);
    if (known) {
      return known;
    }
    const client = new CloudWatchLogsClient({
      region: target.region,
      credentials: credentialsOf(this.connection),
      maxAttempts: this.timeouts.maxAttempts,
      requestHandler: requestHandler(this.timeouts),
      ...endpointOptions(target),
    });
    dropWhenRejected(client, this.connection);
    this.clients.set(key, client);
    return client;
  }
}

const noEvents = (): BadResponse => new BadResponse(t('the response has no list of events.'));

function pageIn(output: GetLogEventsCommandOutput): LogPage {
  const { events, nextBackwardToken, nextForwardToken } = output;
  if (!Array.isArray(events)) {
    throw noEvents();
  }
  return {
    events: events.map(({ timestamp = NaN, message = '' }) => ({ time: timestamp, text: message })),
    backwardToken: nextBackwardToken ?? '',
    forwardToken: nextForwardToken ?? '',
  };
}
