import { isObject, type JsonObject } from '../src/core/base/json';
import { parseJson } from './json';

/** An event found in a value, or why there is none; `path` is its location, empty for the value itself. */
export type Unwrapped =
  | { readonly ok: true; readonly path: string; readonly event: unknown }
  | { readonly ok: false; readonly path: string; readonly reason: string };

/**
 * Properties in which services wrap several events: `aws sqs receive-message`, a Lambda function's
 * SQS or SNS event, `aws logs filter-log-events`.
 */
const lists = ['Messages', 'Records', 'events'];

/**
 * Properties in which services wrap one event, as an object or as JSON text: an SQS message (as its
 * API and as Lambda spell it), a record of Lambda's on-failure destination, an SNS notification, a
 * log event.
 */
const contents = ['Body', 'body', 'requestPayload', 'Sns', 'Message', 'message'];

/** A dead-lettered notification of a failed invocation has six levels of wrapping. */
const maxSteps = 10;

/**
 * The events in a value, however services wrapped them. A value without a known wrapping counts as
 * an event: the event reader gives the best reason if it is not one.
 */
export function* unwrap(value: unknown, path = '', steps = 0): Generator<Unwrapped, void> {
  if (steps > maxSteps) {
    yield { ok: false, path, reason: `is wrapped more than ${maxSteps} times` };
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
  // An event of any source may have properties with these names as well.
  return 'detail-type' in value
    ? undefined
    : (lists.find(name => Array.isArray(value[name])) ??
        contents.find(name => typeof value[name] === 'string' || isObject(value[name])));
}
