import { normalKey } from '../job/commandOptions';
import { redacted } from './redacted';

/** Containers hold these; both have `options` of the log driver, which may be its token or password. */
const configurationKeys: ReadonlySet<string> = new Set([
  'logconfiguration',
  'firelensconfiguration',
]);

export const isLogConfiguration = (key: string): boolean => configurationKeys.has(normalKey(key));

/** Whether a text may hold such a configuration, in whatever spelling. */
export const mayHoldLogOptions = (text: string): boolean => /log[_-]?config|firelens/i.test(text);

/**
 * The options of log drivers that hold no secret. AWS FireLens hands any option on to any output of Fluent
 * Bit or Fluentd, so what is not listed here may be one.
 */
const harmlessOptions: ReadonlySet<string> = new Set(
  [
    'awslogs-create-group awslogs-datetime-format awslogs-endpoint awslogs-format awslogs-group',
    'awslogs-multiline-pattern awslogs-region awslogs-stream awslogs-stream-prefix',
    'awslogs-force-flush-interval-seconds mode max-buffer-size',
    'env env-regex labels labels-regex tag cache-disabled cache-max-file cache-max-size cache-compress',
    'splunk-url splunk-source splunk-sourcetype splunk-index splunk-capath splunk-caname splunk-format',
    'splunk-insecureskipverify splunk-verify-connection splunk-gzip splunk-gzip-level',
    'fluentd-address fluentd-async fluentd-async-connect fluentd-async-reconnect-interval',
    'fluentd-buffer-limit fluentd-max-retries fluentd-request-ack fluentd-retry-wait',
    'fluentd-sub-second-precision fluentd-write-timeout',
    'gelf-address gelf-compression-level gelf-compression-type gelf-tcp-max-reconnect',
    'gelf-tcp-reconnect-delay syslog-address syslog-facility syslog-format syslog-tls-ca-cert',
    'syslog-tls-cert syslog-tls-key syslog-tls-skip-verify line-only max-size max-file compress',
    'log-driver-buffer-limit config-file-type config-file-value enable-ecs-log-metadata',
    'name match format region endpoint host port type index provider tls tls.verify net.keepalive',
    'log_group_name log_group_class log_stream_name log_stream_prefix log_key log_format log_retention_days',
    'auto_create_group auto_create_stream delivery_stream stream data_keys partition_key time_key',
    'time_key_format role_arn sts_endpoint bucket store_dir total_file_size upload_timeout',
    's3_key_format use_put_object dd_service dd_source dd_message_key dd_tags include_tag_key tag_key',
    'aws_auth aws_region aws_role_arn aws_service_name suppress_type_name workers retry_limit',
    'json_date_key json_date_format header_tag compression',
  ]
    .flatMap(line => line.split(' '))
    .map(normalKey),
);

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
  return harmlessOptions.has(normalKey(name)) && typeof value !== 'object'
    ? redactAddress(value)
    : redacted;
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
