/** Ends each planted secret, so that a part that shows is found as well as the whole. */
const ending = (name: string): string => `planted-${name}-7Hq2`;

/** Values that are easily taken for the end of a text. */
const beginnings = [
  '',
  "it's ",
  "x', 'y': '",
  'x" ',
  'x","y":"',
  'x"}],"y" ',
  'C:\\"',
  'first\r\n',
  'пароль “é” \u2028\ud83d\udd11 ',
  'A=b:',
] as const;

export interface PlantedSecrets {
  /** The secrets as values of environment variables. */
  readonly variables: readonly { readonly name: string; readonly value: string }[];
  /** What no text may hold: the end of all of these secrets. */
  readonly ending: string;
}

/** Secrets with apostrophes, quotes, line breaks and letters of other scripts; `name` says where they are. */
export const plantedSecrets = (name: string): PlantedSecrets => ({
  variables: beginnings.map((beginning, index) => ({
    name: `TOKEN_${index}`,
    value: beginning + ending(name),
  })),
  ending: ending(name),
});
