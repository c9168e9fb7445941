import * as v from 'valibot';
import { count, optionalText, optionalNumber } from './schemas';

/** The details of a job in messages. */

/** One line of the details: a label and its text, in display order. */
export const fact = v.strictObject({
  label: v.string(),
  value: v.string(),
  /** What the copy button beside it copies: its name, and the text if it differs from the value. */
  copy: v.optional(v.strictObject({ name: v.string(), text: optionalText })),
  /** The job that the value links to. */
  jobId: optionalText,
  /** Shown in the editor font. */
  isCode: v.optional(v.boolean()),
  /** The time that the value is, in milliseconds since the epoch; the page shows it in the user's time zone. */
  time: optionalNumber,
  /** The search term for jobs with this value. */
  term: optionalText,
});

export type Fact = v.InferOutput<typeof fact>;

/** Why a job failed or waits, what to do, and the address of the AWS page about it. */
export const cause = v.strictObject({
  title: v.string(),
  explanation: v.string(),
  remedy: v.string(),
  source: v.string(),
});

export type CauseDetails = v.InferOutput<typeof cause>;

export const times = v.strictObject({
  status: v.string(),
  since: optionalNumber,
  createdAt: optionalNumber,
  startedAt: optionalNumber,
  stoppedAt: optionalNumber,
  isArrayParent: v.optional(v.boolean()),
  /** The job is known to have run, though perhaps not since when. */
  ran: v.optional(v.boolean()),
});

const attempt = v.strictObject({
  number: count,
  startedAt: optionalNumber,
  stoppedAt: optionalNumber,
  /** The attempt is known to have run, though perhaps not since when. */
  ran: v.optional(v.boolean()),
  /** Absent where nothing tells. */
  succeeded: v.optional(v.boolean()),
  facts: v.array(fact),
});

export type Attempt = v.InferOutput<typeof attempt>;

/** Facts under a title. The page remembers for each kind whether it is collapsed. */
const section = v.strictObject({
  kind: v.picklist(['container', 'settings', 'parameters', 'tags', 'environment']),
  title: v.string(),
  facts: v.array(fact),
  /** The number of facts left out of the list. */
  more: count,
});

export type Section = v.InferOutput<typeof section>;

/** A policy statement that allows to read what is missing. */
const statement = optionalText;

export const eventOutcome = v.variant('kind', [
  v.strictObject({
    kind: v.literal('read'),
    note: optionalText,
    statement,
    attempts: v.array(attempt),
    /** The number of earlier attempts. */
    earlierAttempts: count,
    sections: v.array(section),
  }),
  /** The event is missing or cannot be parsed: the reason, as a sentence. */
  v.strictObject({ kind: v.literal('unreadable'), message: v.string(), statement }),
  v.strictObject({ kind: v.literal('failed'), message: v.string(), remedy: v.string() }),
]);

export type EventOutcome = v.InferOutput<typeof eventOutcome>;

export type EventContent = Extract<EventOutcome, { kind: 'read' }>;
