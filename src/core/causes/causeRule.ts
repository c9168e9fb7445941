import type { CauseCategory } from './cause';
import type { Clues } from './clues';

/** One cause, and how AWS words it. */
export interface CauseRule {
  readonly id: string;
  readonly category: CauseCategory;
  /** Whether the text leaves no doubt. */
  readonly sure: boolean | ((clues: Clues) => boolean);
  /**
   * What AWS writes, in lower case: `…` stands for any text, and `^` at the beginning for the beginning of the
   * reason. One of them is enough.
   */
  readonly texts?: readonly string[];
  /** Where the texts are looked for; without it, in all reasons. */
  readonly within?: 'statusReason';
  /** What else must hold. */
  readonly when?: (clues: Clues) => boolean;
  readonly source: string;
  /** Title, explanation and remedy; looked up when they are needed. */
  readonly words: () => readonly [title: string, explanation: string, remedy: string];
}

export const batchGuide = (page: string): string =>
  `https://docs.aws.amazon.com/batch/latest/userguide/${page}.html`;

export const ecsGuide = (page: string): string =>
  `https://docs.aws.amazon.com/AmazonECS/latest/developerguide/${page}.html`;
