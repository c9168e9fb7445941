import * as v from 'valibot';
import { toHost, type ToHost } from './toHost';
import { toPage, type ToPage } from './toPage';

/**
 * The messages between the extension host and the dashboard page: tagged unions, checked once at run time in
 * each direction. The host owns the jobs; the page requests windows of rows and never holds the whole table.
 */

export type Message<U extends { type: string }, T extends U['type']> = Extract<U, { type: T }>;

export type Checked<M> =
  { readonly ok: true; readonly message: M } | { readonly ok: false; readonly reason: string };

/** Messages are untyped at run time: the host checks each one here, once. */
export const checkToHost = (value: unknown): Checked<ToHost> => check(toHost, value);

/** The page's side of the same check; accepts a message or its JSON, which is what the host posts. */
export const checkToPage = (value: unknown): Checked<ToPage> =>
  check(toPage, typeof value === 'string' ? parsed(value) : value);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function check<M>(schema: v.GenericSchema<unknown, M>, value: unknown): Checked<M> {
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) {
    return { ok: true, message: result.output };
  }
  const [issue] = result.issues;
  return { ok: false, reason: `${v.getDotPath(issue) ?? 'message'}: ${issue.message}` };
}

/** One handler per message type: a new message does not compile until its receiver handles it. */
export type Handlers<M extends { type: string }> = {
  readonly [K in M['type']]: (message: Extract<M, { type: K }>) => void;
};

export function dispatch<M extends { type: string }>(handlers: Handlers<M>, message: M): void {
  // TypeScript cannot relate the tag to its handler; the mapped type above guarantees it.
  (handlers[message.type as M['type']] as (message: M) => void)(message);
}
