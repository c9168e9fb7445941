/** Of the whole extension host, garbage collected. */
export interface HostMemory {
  /** Heap and arrays of numbers. */
  readonly usedMb: number;
  readonly heapMb: number;
  readonly rssMb: number;
}

/** What can be asked of the probe in the extension host. */
export interface ProbeAnswers {
  /** Just before our `activate`, and just after. */
  readonly start: { readonly before: HostMemory; readonly after: HostMemory };
  readonly memory: HostMemory;
  /** Items of the largest read so far, by our log. */
  readonly itemsRead: number;
  readonly openDashboard: undefined;
  /** A webview of no extension's doing: what VS Code itself takes for one. */
  readonly openBare: undefined;
  readonly close: undefined;
}

export type ProbeQuestion = keyof ProbeAnswers;
