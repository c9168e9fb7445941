import type { ItemPage, RawItem } from '../table/jobTable';
import { type TableShape } from '../table/tableShape';

/** The table reads that the check makes. */
export interface CheckedReads {
  shape(signal: AbortSignal): Promise<TableShape>;
  samplePage(signal: AbortSignal, count: number): Promise<ItemPage>;
  scanPages(signal: AbortSignal): AsyncIterable<ItemPage>;
  changedPages(signal: AbortSignal, since: number): AsyncIterable<ItemPage>;
  getItem(jobId: string, signal: AbortSignal): Promise<RawItem | undefined>;
}

/** Passed with findings, or skipped with the reason. */
export type Finding = readonly string[] | { readonly skipped: string };
