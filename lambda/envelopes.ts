import { isObject, type JsonObject } from '../src/core/base/json';
import { parseJson } from './json';

/** An event found in a value, or why there is none; `path` says where, empty for the value itself. */
export type Unwrapped =
  | { readonly ok: true; readonly path: string; readonly event: unknown }
  | { readonly ok: false; readonly path: string; readonly reason: string };

/**
 * Where other services put several events: `aws sqs receive-message`, a Lambda function's SQS or SNS
 * event, `aws logs filter-log-events`.
 */
const lists = ['Messages', 'Records', 'events'];

/**
 * Where they put one, as an object or as a JSON text: a message of SQS (as its API and as Lambda
 * spell it), what an on-failure destination of Lambda got, an SNS notification, a log event.
 */
const contents = ['Body', 'body', 'requestPayload', 'Sns', 'Message', 'message'];

/** A dead-lettered notification of a failed invocation takes six steps. */
const mostSteps = 10;

/**
 * The events in a value, however they were wrapped on their way. What is in no known wrapping is
 * taken for an event itself: its reader says best what is wrong with it.
 */
export function* unwrap(value: unknown, path = '', steps = 0): Generator<Unwrapped, void> {
  if (steps > mostSteps) {
    yield { ok: false, path, reason: `is wrapped more than ${mostSteps} times` };
  } else if (typeof value === 'string') {
    const parsed = parseJson(value);
    if (parsed.ok) {
      yield* unwrap(parsed.value, path, steps + 1);
    } else {
      yield { ok: false, path, reason: parsed.reason };
    }
  } else if (Array.isArray(value)) {
    for (const [index, element] of value.entries()) {
      yield* unwrap(element, `${path}[${index}]`, steps + 1);
    }
  } else {
    const name = isObject(value) ? wrappingOf(value) : undefined;
    if (isObject(value) && name !== undefined) {
      yield* unwrap(value[name], path === '' ? name : `${path}.${name}`, steps + 1);
    } else {
      yield { ok: true, path, event: value };
    }
  }
}

function wrappingOf(value: JsonObject): string | undefined {
  // An event, of whatever source, may have properties of these names too.
  return 'detail-type' in value
    ? undefined
    : (lists.find(name => Array.isArray(value[name])) ??
        contents.find(name => typeof value[name] === 'string' || isObject(value[name])));
}
