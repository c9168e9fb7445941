import { normalKey } from '../job/commandOptions';

/** Of several log drivers (Docker, "Supported logging drivers"). */
const dockerOptions = [
  'mode',
  'max-buffer-size',
  'env',
  'env-regex',
  'labels',
  'labels-regex',
  'tag',
  'cache-disabled',
  'cache-max-file',
  'cache-max-size',
  'cache-compress',
  'line-only',
  'max-size',
  'max-file',
  'compress',
];

/** Of log driver awslogs. */
const awslogsOptions = [
  'awslogs-create-group',
  'awslogs-datetime-format',
  'awslogs-endpoint',
  'awslogs-format',
  'awslogs-group',
  'awslogs-multiline-pattern',
  'awslogs-region',
  'awslogs-stream',
  'awslogs-stream-prefix',
  'awslogs-force-flush-interval-seconds',
];

/** Of log driver splunk. */
const splunkOptions = [
  'splunk-url',
  'splunk-source',
  'splunk-sourcetype',
  'splunk-index',
  'splunk-capath',
  'splunk-caname',
  'splunk-format',
  'splunk-insecureskipverify',
  'splunk-verify-connection',
  'splunk-gzip',
  'splunk-gzip-level',
];

/** Of log driver fluentd. */
const fluentdOptions = [
  'fluentd-address',
  'fluentd-async',
  'fluentd-async-connect',
  'fluentd-async-reconnect-interval',
  'fluentd-buffer-limit',
  'fluentd-max-retries',
  'fluentd-request-ack',
  'fluentd-retry-wait',
  'fluentd-sub-second-precision',
  'fluentd-write-timeout',
];

/** Of log driver gelf. */
const gelfOptions = [
  'gelf-address',
  'gelf-compression-level',
  'gelf-compression-type',
  'gelf-tcp-max-reconnect',
  'gelf-tcp-reconnect-delay',
];

/** Of log driver syslog. */
const syslogOptions = [
  'syslog-address',
  'syslog-facility',
  'syslog-format',
  'syslog-tls-ca-cert',
  'syslog-tls-cert',
  'syslog-tls-key',
  'syslog-tls-skip-verify',
];

/** Of awsfirelens, and of the outputs of Fluent Bit that it is mostly used with. */
const fireLensOptions = [
  'log-driver-buffer-limit',
  'config-file-type',
  'config-file-value',
  'enable-ecs-log-metadata',
  'name',
  'match',
  'format',
  'region',
  'endpoint',
  'host',
  'port',
  'type',
  'index',
  'provider',
  'tls',
  'tls.verify',
  'net.keepalive',
  'log_group_name',
  'log_group_class',
  'log_stream_name',
  'log_stream_prefix',
  'log_key',
  'log_format',
  'log_retention_days',
  'auto_create_group',
  'auto_create_stream',
  'delivery_stream',
  'stream',
  'data_keys',
  'partition_key',
  'time_key',
  'time_key_format',
  'role_arn',
  'sts_endpoint',
  'bucket',
  'store_dir',
  'total_file_size',
  'upload_timeout',
  's3_key_format',
  'use_put_object',
  'dd_service',
  'dd_source',
  'dd_message_key',
  'dd_tags',
  'include_tag_key',
  'tag_key',
  'aws_auth',
  'aws_region',
  'aws_role_arn',
  'aws_service_name',
  'suppress_type_name',
  'workers',
  'retry_limit',
  'json_date_key',
  'json_date_format',
  'header_tag',
  'compression',
];

const harmlessOptions: ReadonlySet<string> = new Set(
  [
    ...dockerOptions,
    ...awslogsOptions,
    ...splunkOptions,
    ...fluentdOptions,
    ...gelfOptions,
    ...syslogOptions,
    ...fireLensOptions,
  ].map(normalKey),
);

/**
 * Whether an option of a log driver is known to hold no secret. AWS FireLens hands any option on to any
 * output of Fluent Bit or Fluentd, so what is not known here may be one.
 */
export const isHarmlessOption = (name: string): boolean => harmlessOptions.has(normalKey(name));
