import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DynamoDBDocumentClient,
  ScanCommand,
  UpdateCommand,
  type ScanCommandOutput,
} from '@aws-sdk/lib-dynamodb';
import type { JobItem } from '../../../src/core/job/jobItem';
import { describeError } from '../../describeError';
import { addAttributes } from './addAttributes';
import type { Clock } from '../clock';
import type { JobsTable } from './describeJobsTable';
import { missingAttributes, type RawItem } from './missingAttributes';
import type { ScanKey, ScanPositions } from './scanPositions';
import { retryThrottled } from '../throttling';
import type { TokenBucket } from './tokenBucket';
import { WriterWatch } from './writerWatch';

export interface BackfillCounts {
  scanned: number;
  /** Items that received attributes or, in a dry run, would receive some. */
  updated: number;
  complete: number;
  /** Items that another writer changed between the read and the write. */
  movedOn: number;
  malformed: number;
  readUnits: number;
  writeUnits: number;
}

export interface BackfillOptions {
  readonly client: DynamoDBClient;
  readonly table: JobsTable;
  readonly positions: ScanPositions;
  readonly reads: TokenBucket;
  readonly writes: TokenBucket;
  readonly clock: Clock;
  /** Reads without writing. */
  readonly isDry: boolean;
  /** Stops after the current items. */
  readonly signal: AbortSignal;
  /** Receives the reason, never content. */
  readonly onMalformed: (jobId: string, reason: string) => void;
  readonly onProgress: (counts: Readonly<BackfillCounts>) => void;
}

/**
 * Adds to each item of a table, in place, what the Lambda function would have derived from its event.
 * Segments of the scan are read in parallel, the items within a segment in sequence, so that one key
 * tells how far a segment is. Repeating an item changes nothing.
 */
export class Backfill {
  readonly counts: BackfillCounts = {
    scanned: 0,
    updated: 0,
    complete: 0,
    movedOn: 0,
    malformed: 0,
    readUnits: 0,
    writeUnits: 0,
  };

  /** How many items received each attribute. */
  readonly added = new Map<string, number>();

  /** Items without a readable event of their own. */
  withoutEvent = 0;

  readonly writers = new WriterWatch();
  private readonly documents: DynamoDBDocumentClient;

  constructor(private readonly options: BackfillOptions) {
    this.documents = DynamoDBDocumentClient.from(options.client, {
      // A number beyond 2^53 loses its own precision instead of failing the whole page.
      unmarshallOptions: { wrapNumbers: Number },
    });
  }

  /** Resolves to whether it completed rather than stopped. Throws when DynamoDB fails. */
  async run(): Promise<boolean> {
    const { positions, signal } = this.options;
    const failed = new AbortController();
    const stop = AbortSignal.any([signal, failed.signal]);
    const segments = Array.from({ length: positions.count }, async (_, index) => {
      try {
        await this.segment(index, stop);
      } catch (error) {
        if (!stop.aborted) {
          failed.abort(error);
        }
      }
    });
    await Promise.all(segments);
    failed.signal.throwIfAborted();
    return positions.areAllDone;
  }

  private async segment(index: number, stop: AbortSignal): Promise<void> {
    const { positions } = this.options;
    while (!positions.isDone(index)) {
      const page = await this.page(index, stop);
      for (const item of page.Items ?? []) {
        stop.throwIfAborted();
        await this.item(item, stop);
      }
      positions.advance(index, page.LastEvaluatedKey as ScanKey | undefined);
    }
  }

  private async page(index: number, stop: AbortSignal): Promise<ScanCommandOutput> {
    const { table, positions, reads } = this.options;
    const request = new ScanCommand({
      TableName: table.name,
      Segment: index,
      TotalSegments: positions.count,
      ExclusiveStartKey: positions.after(index),
      ReturnConsumedCapacity: 'TOTAL',
    });
    const page = await this.within(reads, stop, () =>
      this.documents.send(request, { abortSignal: stop }),
    );
    const units = page.ConsumedCapacity?.CapacityUnits ?? 0;
    reads.settle(units);
    this.counts.readUnits += units;
    return page;
  }

  private async item(item: RawItem, stop: AbortSignal): Promise<void> {
    const { counts } = this;
    const missing = missingAttributes(item, this.options.clock.now());
    let outcome: 'updated' | 'complete' | 'movedOn' | 'malformed';
    if (!missing.ok) {
      this.options.onMalformed(nameOf(item), missing.reason);
      outcome = 'malformed';
    } else if (Object.keys(missing.attributes).length === 0) {
      outcome = 'complete';
    } else {
      outcome = this.options.isDry ? 'updated' : await this.write(item, missing.attributes, stop);
      if (outcome === 'updated') {
        this.withoutEvent += missing.fromEvent ? 0 : 1;
        for (const name of Object.keys(missing.attributes)) {
          this.added.set(name, (this.added.get(name) ?? 0) + 1);
        }
      }
    }
    this.writers.see(item);
    counts.scanned++;
    counts[outcome]++;
    this.options.onProgress(counts);
  }

  private async write(
    item: RawItem,
    attributes: JobItem,
    stop: AbortSignal,
  ): Promise<'updated' | 'movedOn' | 'malformed'> {
    const { table, writes } = this.options;
    const request = new UpdateCommand(addAttributes(table.name, table.keyNames, item, attributes));
    try {
      const { ConsumedCapacity } = await this.within(writes, stop, () =>
        this.documents.send(request),
      );
      const units = ConsumedCapacity?.CapacityUnits ?? 1;
      writes.settle(units);
      this.counts.writeUnits += units;
      return 'updated';
    } catch (error) {
      if (isNamed(error, 'ConditionalCheckFailedException')) {
        return 'movedOn';
      }
      if (isNamed(error, 'ValidationException')) {
        // Such as an item that would grow beyond 400 KB.
        this.options.onMalformed(nameOf(item), describeError(error));
        return 'malformed';
      }
      throw error;
    }
  }

  /** Sends within a rate limit, which throttling lowers. */
  private within<T>(bucket: TokenBucket, signal: AbortSignal, send: () => Promise<T>): Promise<T> {
    const { clock } = this.options;
    return retryThrottled(
      async () => {
        await bucket.reserve(signal);
        return send();
      },
      { clock, signal, onThrottled: () => bucket.slowDown() },
    );
  }
}

function nameOf({ jobId }: RawItem): string {
  return typeof jobId === 'string' ? jobId : 'without a jobId';
}

function isNamed(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name;
}
