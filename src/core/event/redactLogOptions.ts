import { normalKey } from '../job/commandOptions';
import { isHarmlessOption } from './harmlessLogOptions';
import { redacted } from './redacted';

/** Containers hold these; both have `options` of the log driver, which may be its token or password. */
const configurationKeys: ReadonlySet<string> = new Set([
  'logconfiguration',
  'firelensconfiguration',
]);

export const isLogConfiguration = (key: string): boolean => configurationKeys.has(normalKey(key));

/** Whether a text may hold such a configuration, in whatever spelling. */
export const mayHoldLogOptions = (text: string): boolean => /log[_-]?config|firelens/i.test(text);

/** A log configuration with the options covered that may be secret. */
export function redactLogConfiguration(configuration: unknown): unknown {
  if (Array.isArray(configuration)) {
    return configuration.map(redactLogConfiguration);
  }
  return typeof configuration === 'object' && configuration !== null
    ? withEach(configuration, (name, value) =>
        normalKey(name) === 'options' ? redactOptions(value) : value,
      )
    : configuration;
}

/** An object by name in AWS; other writers keep a list of `{name, value}` or of `NAME=value`. */
function redactOptions(options: unknown): unknown {
  if (Array.isArray(options)) {
    return options.map(redactListedOption);
  }
  return typeof options === 'object' && options !== null
    ? withEach(options, redactOption)
    : redactOption('', options);
}

function redactListedOption(option: unknown): unknown {
  if (typeof option === 'object' && option !== null) {
    const { name, key = name } = option as { readonly name?: unknown; readonly key?: unknown };
    return withEach(option, (field, value) =>
      field === 'name' || field === 'key' ? value : redactOption(String(key), value),
    );
  }
  const [, name, value] = /^([^=]*)=(.*)$/s.exec(String(option)) ?? [];
  return name === undefined
    ? redactOption('', option)
    : `${name}=${String(redactOption(name, value))}`;
}

/** The value of an option, covered unless it is known to be harmless. */
export function redactOption(name: string, value: unknown): unknown {
  if (value === null || value === '') {
    return value;
  }
  return isHarmlessOption(name) && typeof value !== 'object' ? redactAddress(value) : redacted;
}

/** Addresses can name a user with a password, or carry a token. */
function redactAddress(value: unknown): unknown {
  return typeof value === 'string'
    ? value
        .replace(/:\/\/[^\s/@]*@/g, `://${redacted}@`)
        .replace(/(:\/\/[^\s?]*\?).*/s, `$1${redacted}`)
    : value;
}

function withEach(
  object: object,
  change: (name: string, value: unknown) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(object).map(([name, value]: [string, unknown]) => [name, change(name, value)]),
  );
}
