import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** One profile that works, and others as they are found in real files. */
const config = `
[default]
region = eu-west-3

[profile broken]
credential_process = /bin/false
region = us-east-1

[profile dev]
region = eu-west-1

[profile admin]
role_arn = arn:aws:iam::123456789012:role/admin
source_profile = dev

[sso-session main]
sso_start_url = https://example.awsapps.com/start
sso_region = eu-west-1
sso_registration_scopes = sso:account:access

[profile single-sign-on]
sso_session = main
sso_account_id = 123456789012
sso_role_name = Reader
region = eu-central-1
`;

const credentials = `
[dev]
aws_access_key_id = AKIALOCALLOCALLOCAL1
aws_secret_access_key = local
`;

/** A home folder with these AWS files, as the environment of a user who has never heard of us. */
export async function awsHome(folder: string, endpoint: string): Promise<NodeJS.ProcessEnv> {
  const aws = path.join(folder, '.aws');
  await mkdir(aws, { recursive: true });
  await writeFile(path.join(aws, 'config'), config);
  await writeFile(path.join(aws, 'credentials'), credentials);
  return awsEnvironment(folder, endpoint);
}

/** The AWS files of this home folder, an endpoint in place of DynamoDB, and nothing else of AWS. */
export const awsEnvironment = (folder: string, endpoint: string): NodeJS.ProcessEnv => ({
  HOME: folder,
  USERPROFILE: folder,
  AWS_CONFIG_FILE: path.join(folder, '.aws/config'),
  AWS_SHARED_CREDENTIALS_FILE: path.join(folder, '.aws/credentials'),
  AWS_ACCESS_KEY_ID: undefined,
  AWS_SECRET_ACCESS_KEY: undefined,
  AWS_SESSION_TOKEN: undefined,
  AWS_PROFILE: undefined,
  AWS_REGION: undefined,
  AWS_DEFAULT_REGION: undefined,
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_ENDPOINT_URL_DYNAMODB: endpoint,
});
