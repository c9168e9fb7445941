import path from 'node:path';

/** The region and table that every local run uses; they are the extension's defaults too. */
export const localRegion = 'eu-west-1';
export const localTable = 'MonitoringToolTest';

/** Names the emulator's address for tests that talk to it themselves. */
const endpointVariable = 'BATCH_MONITOR_TEST_ENDPOINT';

/**
 * Environment in which the AWS SDK finds made-up credentials and nothing of the developer's own:
 * no profile, no login, no request to a metadata service.
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
