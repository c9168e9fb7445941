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
  readonly jobs: { readonly jobs: number; readonly phase: string };
  readonly openDashboard: undefined;
  /** A webview of no extension's doing: what VS Code itself takes for one. */
  readonly openBare: undefined;
  readonly close: undefined;
}

export type ProbeQuestion = keyof ProbeAnswers;
