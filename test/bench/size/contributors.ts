/** The part of esbuild's metafile that is used. */
export type Outputs = Readonly<Record<string, Output | undefined>>;

export interface Output {
  readonly bytes: number;
  readonly inputs: Readonly<Record<string, { readonly bytesInOutput: number }>>;
}

/** The packages, and folders of our own, that most of a file comes from, largest first, with their sizes. */
export function contributors({ inputs }: Output, most: number): string[] {
  const sizes = new Map<string, number>();
  for (const [file, { bytesInOutput }] of Object.entries(inputs)) {
    const origin = originOf(file);
    sizes.set(origin, (sizes.get(origin) ?? 0) + bytesInOutput);
  }
  return [...sizes]
    .sort(([, a], [, b]) => b - a)
    .slice(0, most)
    .map(([origin, bytes]) => `${origin} ${Math.round(bytes / 1024)} KB`);
}

/** A package by its name, a file of ours by its folder. */
const originOf = (file: string): string =>
  /(?:^|\/)node_modules\/(@[^/]+\/[^/]+|[^/]+)/.exec(file)?.[1] ??
  file.split('/').slice(0, -1).join('/');
