import path from 'node:path';

/** The region and table of every local run, which are also the extension's defaults. */
export const localRegion = 'eu-west-1';
export const localTable = 'MonitoringToolTest';

/** The environment variable with the emulator's URL, for tests that access it directly. */
const endpointVariable = 'BATCH_MONITOR_TEST_ENDPOINT';

/**
 * An environment in which the AWS SDK finds fake credentials and nothing of the developer's own: no profile,
 * no login, no metadata service.
 */
export const emulatorEnvironment = (endpoint: string, folder: string): NodeJS.ProcessEnv => ({
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  AWS_SESSION_TOKEN: undefined,
  AWS_PROFILE: undefined,
  AWS_REGION: localRegion,
  AWS_CONFIG_FILE: path.join(folder, 'no-aws-config'),
  AWS_SHARED_CREDENTIALS_FILE: path.join(folder, 'no-aws-credentials'),
  AWS_EC2_METADATA_DISABLED: 'true',
  [endpointVariable]: endpoint,
});
