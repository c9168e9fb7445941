/** The part of esbuild's metafile that is used. */
export type Outputs = Readonly<Record<string, Output | undefined>>;

export interface Output {
  readonly bytes: number;
  readonly inputs: Readonly<Record<string, { readonly bytesInOutput: number }>>;
  readonly imports: readonly { readonly path: string; readonly kind: string }[];
}

/** A file and all that it loads by itself, not what it loads when it is wanted. */
export function withStaticImports(file: string, outputs: Outputs): Output {
  const seen = new Set<string>();
  const visit = (name: string): void => {
    if (seen.has(name) || !outputs[name]) {
      return;
    }
    seen.add(name);
    for (const { path, kind } of outputs[name].imports) {
      if (kind === 'import-statement') {
        visit(path);
      }
    }
  };
  visit(file);
  const parts = [...seen].map(name => outputs[name]).filter(part => part !== undefined);
  return {
    bytes: parts.reduce((sum, { bytes }) => sum + bytes, 0),
    // A source is in one of them alone.
    inputs: Object.assign({}, ...parts.map(({ inputs }) => inputs)) as Output['inputs'],
    imports: [],
  };
}

/** The packages, and folders of our own, that most of a file comes from, largest first, with their sizes. */
export function contributors({ inputs }: Output, max: number): string[] {
  const sizes = new Map<string, number>();
  for (const [file, { bytesInOutput }] of Object.entries(inputs)) {
    const origin = originOf(file);
    sizes.set(origin, (sizes.get(origin) ?? 0) + bytesInOutput);
  }
  return [...sizes]
    .filter(([, bytes]) => bytes >= 512)
    .sort(([, a], [, b]) => b - a)
    .slice(0, max)
    .map(([origin, bytes]) => `${origin} ${Math.round(bytes / 1024)} KB`);
}

/** A package by its name, a file of ours by its folder. */
const originOf = (file: string): string =>
  /(?:^|\/)node_modules\/(@[^/]+\/[^/]+|[^/]+)/.exec(file)?.[1] ??
  // What the build puts in between has a name of its own before the colon.
  (file.split('/').slice(0, -1).join('/') || file);
