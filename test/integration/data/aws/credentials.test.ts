import assert from 'node:assert/strict';
import { chmod, writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  describeError,
  isUserError,
  type UserError,
} from '../../../../src/core/diagnostics/errors';
import { ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { openJobTable } from '../../../../src/data/aws';
import { createClient } from '../../../../src/data/credentials/clients';
import type { Connection } from '../../../../src/data/config/connection';
import { forgetCredentials } from '../../../../src/data/credentials/credentialCache';
import { identityOf } from '../../../../src/data/credentials/identity';
import { signInWithCode } from '../../../../src/data/credentials/mfaSignIn';
import { listProfiles } from '../../../../src/data/config/profiles';
import { signInMethod } from '../../../../src/data/config/signInMethod';
import { targetOf } from '../../../../src/data/config/endpoint';
import { AwsHome } from '../../../support/emulators/aws/awsHome';
import { writeSsoToken, LocalSso } from '../../../support/emulators/aws/sso';
import { LocalSts } from '../../../support/emulators/aws/sts';
import { TlsServer } from '../../../support/emulators/aws/tlsServer';

const role = 'arn:aws:iam::123456789012:role/reader';
const soon = new Date(Date.now() + 3_600_000);
const past = new Date(Date.now() - 3_600_000);

const config = `
[default]
region = eu-west-3

[profile keys]
region = eu-central-1

[profile assumed]
role_arn = ${role}
source_profile = keys

[profile elsewhere]
role_arn = ${role}
source_profile = keys
region = us-east-2

[profile guarded]
role_arn = ${role}
source_profile = keys
mfa_serial = arn:aws:iam::123456789012:mfa/phone

[profile circle]
role_arn = ${role}
source_profile = circle-back
[profile circle-back]
role_arn = ${role}
source_profile = circle

[profile sourceless]
role_arn = ${role}
source_profile = nobody

[sso-session main]
sso_start_url = https://example.awsapps.com/start
sso_region = eu-west-1
sso_registration_scopes = sso:account:access

[profile sso]
sso_session = main
sso_account_id = 123456789012
sso_role_name = Reader
region = eu-west-1

[profile old-sso]
sso_start_url = https://old.awsapps.com/start
sso_region = eu-west-1
sso_account_id = 123456789012
sso_role_name = Reader

[profile half-sso]
sso_account_id = 123456789012

[profile lost-sso]
sso_session = lost
sso_account_id = 123456789012
sso_role_name = Reader

[profile login]
login_session = arn:aws:iam::123456789012:user/me

[profile through-login]
role_arn = ${role}
source_profile = login

[profile through-sso]
role_arn = ${role}
source_profile = sso

[profile bare]
region = ap-southeast-2

[services local]
dynamodb =
  endpoint_url = http://127.0.0.1:8000
[profile local]
services = local
`;

const credentials = `
[keys]
aws_access_key_id = AKIAKEYSKEYSKEYSKEYS
aws_secret_access_key = planted-secret-of-keys
`;

const connection = (profile?: string): Connection => ({
  tableName: 'Jobs',
  region: 'eu-west-1',
  profile,
  endpoint: undefined,
});

describe('credentials, through the real SDK', () => {
  const sts = new LocalSts();
  const sso = new LocalSso();
  let home: AwsHome;

  beforeEach(async () => {
    home = await AwsHome.enter({ config, credentials });
    home.set({
      AWS_ENDPOINT_URL_STS: await sts.server.start(),
      AWS_ENDPOINT_URL_SSO: await sso.server.start(),
      AWS_ENDPOINT_URL_SSO_OIDC: sso.server.url,
    });
    sts.server.received.length = 0;
    sts.faults.clear();
    sso.token = 'sso-token';
    sso.isAssigned = true;
    sso.isDown = false;
    forgetCredentials();
  });

  afterEach(async () => {
    await sts.server.stop();
    await sso.server.stop();
    await home.leave();
  });

  const who = (profile?: string) =>
    identityOf(connection(profile), new AbortController().signal).then(({ arn }) => arn);

  /** What the user reads when credentials cannot be had. */
  async function refusal(profile?: string): Promise<UserError> {
    try {
      await who(profile);
    } catch (error) {
      assert(isUserError(error), `no error for users: ${String(error)}`);
      assert.doesNotMatch(`${error.remedy} ${describeError(error)}`, /planted/);
      return error;
    }
    throw new Error('it worked');
  }

  /** A program that a profile gets its credentials from. */
  async function processProfile(script: string): Promise<void> {
    const file = path.join(home.folder, 'give-credentials');
    await writeFile(file, `#!/bin/sh\n${script}\n`);
    await chmod(file, 0o700);
    await home.write({
      config: `[profile process]\ncredential_process = ${file} planted-argument\n[profile through-process]\nrole_arn = ${role}\nsource_profile = process\n`,
    });
  }

  describe('come from', () => {
    it('an access key in the files', async () => {
      assert.match(await who('keys'), /AKIAKEYS/);
    });

    it('the environment', async () => {
      home.set({ AWS_ACCESS_KEY_ID: 'AKIAENVIRONMENT', AWS_SECRET_ACCESS_KEY: 'x' });
      assert.match(await who(), /AKIAENVIRONMENT/);
    });

    it('the profile that AWS_PROFILE names', async () => {
      home.set({ AWS_PROFILE: 'keys' });
      assert.match(await who(), /AKIAKEYS/);
    });

    it('a program', async () => {
      await processProfile(
        `echo '{"Version":1,"AccessKeyId":"AKIAPROCESS","SecretAccessKey":"planted"}'`,
      );
      assert.match(await who('process'), /AKIAPROCESS/);
    });

    it('a role, assumed in the region of the table unless the profile names one', async () => {
      assert.match(await who('assumed'), /ASIAROLE/);
      assert.match(await who('elsewhere'), /ASIAROLE/);
      assert.deepEqual(sts.calls, [
        'AssumeRole eu-west-1',
        'GetCallerIdentity eu-west-1',
        'AssumeRole us-east-2',
        'GetCallerIdentity eu-west-1',
      ]);
    });

    it('SSO, with a session section or in the legacy format', async () => {
      for (const [session, profile] of [
        ['main', 'sso'],
        ['https://old.awsapps.com/start', 'old-sso'],
      ] as const) {
        await writeSsoToken(home.folder, session, { accessToken: 'sso-token', expiresAt: soon });
        assert.match(await who(profile), /ASIASSO/);
      }
    });

    it('a role assumed through SSO', async () => {
      await writeSsoToken(home.folder, 'main', { accessToken: 'sso-token', expiresAt: soon });
      assert.match(await who('through-sso'), /ASIAROLE/);
    });

    it('a web identity', async () => {
      const token = path.join(home.folder, 'token');
      await writeFile(token, 'web-token');
      await home.write({
        config: `[profile web]\nrole_arn = ${role}\nweb_identity_token_file = ${token}\n`,
      });
      assert.match(await who('web'), /ASIAROLE/);
    });
  });

  describe('with an MFA code', () => {
    it('are never prompted for automatically', async () => {
      const error = await refusal('guarded');
      assert.equal(error.code, 'credentials.mfa');
      assert.equal(
        error.message,
        'Profile "guarded" needs an MFA code (arn:aws:iam::123456789012:mfa/phone).',
      );
      assert.equal(error.command, 'signIn');
      assert.deepEqual(sts.calls, []);
    });

    it('are used for all reads after one code', async () => {
      await signInWithCode(connection('guarded'), '123456');
      assert.match(await who('guarded'), /ASIAROLE/);
      assert.match(await who('guarded'), /ASIAROLE/);
      assert.equal(sts.calls.filter(call => call.startsWith('AssumeRole')).length, 1);
    });

    it('report that the code is wrong', async () => {
      await assert.rejects(signInWithCode(connection('guarded'), '000000'), {
        code: 'credentials.mfaCode',
        message: 'AWS rejected this MFA code.',
      });
      assert.equal((await refusal('guarded')).code, 'credentials.mfa');
    });

    it('are requested again when they expire', async () => {
      sts.lifeMs = 30_000;
      await signInWithCode(connection('guarded'), '123456');
      sts.lifeMs = 3_600_000;
      assert.equal((await refusal('guarded')).code, 'credentials.mfa');
    });

    it('are kept where the code was entered after the AWS files changed', async () => {
      const table = await openJobTable(connection('guarded'));
      // This waits until the table has noted the state of the files.
      assert.equal(await table.isOutdated?.(), false);
      await home.write({ config: `${config}\n[profile more]\n` });
      await signInWithCode(connection('guarded'), '123456');
      assert.equal(await table.isOutdated?.(), true);
      table.close();
      assert.match(await who('guarded'), /ASIAROLE/);
    });

    it('are forgotten when the AWS files change', async () => {
      await signInWithCode(connection('guarded'), '123456');
      const table = await openJobTable(connection('guarded'));
      assert.equal(await table.isOutdated?.(), false);
      await home.write({ config: `${config}\n[profile more]\n` });
      assert.equal(await table.isOutdated?.(), true);
      table.close();
      assert.equal((await refusal('guarded')).code, 'credentials.mfa');
    });
  });

  describe('that are not available explain why:', () => {
    const cases: {
      readonly title: string;
      readonly profile: string | undefined;
      readonly prepare?: () => unknown;
      readonly code: string;
      readonly message: string | RegExp;
      readonly remedy: RegExp;
      readonly command: string;
    }[] = [
      {
        title: 'none exist',
        profile: undefined,
        prepare: () => home.write({ config: '', credentials: '' }),
        code: 'credentials.none',
        message: 'No AWS credentials were found.',
        remedy: /aws configure/,
        command: 'setUp',
      },
      {
        title: 'the profile does not exist',
        profile: 'prod',
        code: 'credentials.profile',
        message: 'Profile "prod" does not exist in the AWS config files.',
        remedy: /^Select an existing profile: default, keys, assumed/,
        command: 'selectProfile',
      },
      {
        title: 'AWS_PROFILE names one that does not exist',
        profile: undefined,
        prepare: () => home.set({ AWS_PROFILE: 'prod' }),
        code: 'credentials.profile',
        message: 'Profile "prod" does not exist in the AWS config files.',
        remedy: /^Select an existing profile/,
        command: 'selectProfile',
      },
      {
        title: 'the profile contains no credentials',
        profile: 'bare',
        code: 'credentials.profile',
        message: /^Profile "bare" provides no AWS credentials: /,
        remedy: /^Complete the profile in the AWS config file/,
        command: 'selectProfile',
      },
      {
        title: 'the SSO profile is not complete',
        profile: 'half-sso',
        code: 'credentials.profile',
        message: /^Profile "half-sso" provides no AWS credentials: .*Required parameters/,
        remedy: /^Complete the profile/,
        command: 'selectProfile',
      },
      {
        title: 'no one is signed in to SSO',
        profile: 'sso',
        code: 'credentials.sso',
        message: 'The SSO session of profile "sso" has expired or does not exist.',
        remedy: /^To sign in, run: aws sso login --profile sso$/,
        command: 'signIn',
      },
      {
        title: 'the SSO session has expired',
        profile: 'sso',
        prepare: () =>
          writeSsoToken(home.folder, 'main', { accessToken: 'sso-token', expiresAt: past }),
        code: 'credentials.sso',
        message: 'The SSO session of profile "sso" has expired or does not exist.',
        remedy: /^To sign in, run: aws sso login --profile sso$/,
        command: 'signIn',
      },
      {
        title: 'the legacy SSO session has expired',
        profile: 'old-sso',
        prepare: () =>
          writeSsoToken(home.folder, 'https://old.awsapps.com/start', {
            accessToken: 'sso-token',
            expiresAt: past,
          }),
        code: 'credentials.sso',
        message: 'The SSO session of profile "old-sso" has expired or does not exist.',
        remedy: /^To sign in, run: aws sso login --profile old-sso$/,
        command: 'signIn',
      },
      {
        title: 'SSO revoked the session early',
        profile: 'sso',
        prepare: async () => {
          sso.token = undefined;
          await writeSsoToken(home.folder, 'main', { accessToken: 'sso-token', expiresAt: soon });
        },
        code: 'credentials.sso',
        message: 'The SSO session of profile "sso" has expired or does not exist.',
        remedy: /^To sign in, run: /,
        command: 'signIn',
      },
      {
        title: 'no one is signed in to the SSO session of a role',
        profile: 'through-sso',
        code: 'credentials.sso',
        message: 'The SSO session of profile "sso" has expired or does not exist.',
        remedy: /^To sign in, run: aws sso login --profile sso$/,
        command: 'signIn',
      },
      {
        title: 'no one is signed in to AWS',
        profile: 'login',
        code: 'credentials.sso',
        message: 'Profile "login" is not signed in, or its session has expired.',
        remedy: /^To sign in, run: aws login --profile login$/,
        command: 'signIn',
      },
      {
        title: 'no one is signed in to AWS for a role',
        profile: 'through-login',
        code: 'credentials.sso',
        message: 'Profile "login" is not signed in, or its session has expired.',
        remedy: /^To sign in, run: aws login --profile login$/,
        command: 'signIn',
      },
      {
        title: 'the SSO session of the profile does not exist',
        profile: 'lost-sso',
        code: 'credentials.profile',
        message:
          'Profile "lost-sso" refers to an SSO session that is missing from the AWS config file.',
        remedy: /^Complete the profile/,
        command: 'selectProfile',
      },
      {
        title: 'SSO is out of order',
        profile: 'sso',
        prepare: async () => {
          sso.isDown = true;
          await writeSsoToken(home.folder, 'main', { accessToken: 'sso-token', expiresAt: soon });
        },
        code: 'network',
        message: /^Could not get AWS credentials: /,
        remedy: /^Check the network/,
        command: 'checkConnection',
      },
      {
        title: 'SSO does not give the user this role',
        profile: 'sso',
        prepare: async () => {
          sso.isAssigned = false;
          await writeSsoToken(home.folder, 'main', { accessToken: 'sso-token', expiresAt: soon });
        },
        code: 'credentials.denied',
        message:
          'SSO does not allow you to use profile "sso" (SSO, account 123456789012, role Reader).',
        remedy: /^Ask your administrator for this role in this account/,
        command: 'selectProfile',
      },
      {
        title: 'the role cannot be assumed',
        profile: 'assumed',
        prepare: () =>
          sts.faults.set('AssumeRole', {
            code: 'AccessDenied',
            message: `User: arn:aws:iam::123456789012:user/me is not authorized to perform: sts:AssumeRole on resource: ${role}`,
          }),
        code: 'credentials.denied',
        message:
          /^Profile "assumed" is not allowed to assume its role .*sts:AssumeRole on resource/,
        remedy: /trust policy must allow your identity/,
        command: 'selectProfile',
      },
      {
        title: 'the role’s own keys have expired',
        profile: 'assumed',
        prepare: () =>
          sts.faults.set('AssumeRole', {
            code: 'ExpiredToken',
            message: 'The security token included in the request is expired',
          }),
        code: 'credentials.expired',
        message: 'The credentials of profile "assumed" have expired.',
        remedy: /^Sign in again/,
        command: 'signIn',
      },
      {
        title: 'the role’s own keys are not AWS’s',
        profile: 'assumed',
        prepare: () =>
          sts.faults.set('AssumeRole', {
            code: 'InvalidClientTokenId',
            message: 'The security token included in the request is invalid.',
          }),
        code: 'credentials.invalid',
        message: /^AWS rejected the credentials of profile "assumed": /,
        remedy: /^Check the access key/,
        command: 'selectProfile',
      },
      {
        title: 'the source_profile chain is circular',
        profile: 'circle',
        code: 'credentials.profile',
        message: 'Profile "circle" has a circular source_profile chain.',
        remedy: /^Correct source_profile/,
        command: 'selectProfile',
      },
      {
        title: 'the role’s source does not exist',
        profile: 'sourceless',
        code: 'credentials.profile',
        message: 'Profile "sourceless" gets its credentials from "nobody", which does not exist.',
        remedy: /^Correct source_profile/,
        command: 'selectProfile',
      },
      {
        title: 'the credential process fails, without its secrets',
        profile: 'process',
        prepare: () =>
          processProfile('echo "vault: token=planted-token has no access" >&2; exit 3'),
        code: 'credentials.process',
        message:
          'The credential process of profile "process" provided no credentials: vault: token=*** has no access',
        remedy: /^Run the credential_process command in a terminal/,
        command: 'selectProfile',
      },
      {
        title: 'the credential process has no output',
        profile: 'process',
        prepare: () => processProfile('exit 3'),
        code: 'credentials.process',
        message:
          'The credential process of profile "process" provided no credentials: the command failed.',
        remedy: /^Run the credential_process command/,
        command: 'selectProfile',
      },
      {
        title: 'the credential process fails for a role, without its secrets',
        profile: 'through-process',
        prepare: () => processProfile('echo planted >&2; echo "no vault" >&2; exit 3'),
        code: 'credentials.process',
        message: 'The credential process of profile "process" provided no credentials: no vault',
        remedy: /^Run the credential_process command/,
        command: 'selectProfile',
      },
      {
        title: 'the credential process has no network, without its secrets',
        profile: 'process',
        prepare: () => processProfile('echo "getaddrinfo ENOTFOUND vault" >&2; exit 3'),
        code: 'credentials.process',
        message:
          'The credential process of profile "process" provided no credentials: getaddrinfo ENOTFOUND vault',
        remedy: /^Run the credential_process command/,
        command: 'selectProfile',
      },
      {
        title: 'the credential process returns invalid JSON',
        profile: 'process',
        prepare: () => processProfile('echo planted'),
        code: 'credentials.process',
        message:
          'The credential process of profile "process" provided no credentials: returned invalid JSON.',
        remedy: /^Run the credential_process command/,
        command: 'selectProfile',
      },
      {
        title: 'the credential process returns expired credentials',
        profile: 'process',
        prepare: () =>
          processProfile(
            `echo '{"Version":1,"AccessKeyId":"AKIA","SecretAccessKey":"planted","Expiration":"2020-01-01T00:00:00Z"}'`,
          ),
        code: 'credentials.process',
        message:
          'The credential process of profile "process" provided no credentials: returned expired credentials.',
        remedy: /^Run the credential_process command/,
        command: 'selectProfile',
      },
      {
        title: 'STS cannot be reached for the role',
        profile: 'assumed',
        prepare: () => home.set({ AWS_ENDPOINT_URL_STS: 'http://127.0.0.1:9' }),
        code: 'network',
        message: /^Could not get AWS credentials: .*ECONNREFUSED/,
        remedy: /^Check the network/,
        command: 'checkConnection',
      },
      {
        title: 'AWS_PROFILE is empty',
        profile: undefined,
        prepare: async () => {
          home.set({ AWS_PROFILE: '' });
          await home.write({ config: '', credentials: '' });
        },
        code: 'credentials.none',
        message: 'No AWS credentials were found.',
        remedy: /aws configure/,
        command: 'setUp',
      },
      {
        title: 'the web token set in the environment is missing',
        profile: undefined,
        prepare: () => {
          home.set({
            AWS_ROLE_ARN: role,
            AWS_WEB_IDENTITY_TOKEN_FILE: path.join(home.folder, 'none'),
          });
        },
        code: 'credentials.environment',
        message: /^Could not load the AWS credentials configured in the environment: ENOENT/,
        remedy: /^Check the environment variables/,
        command: 'selectProfile',
      },
      {
        title: 'the role cannot be assumed with a web token',
        profile: 'web',
        prepare: async () => {
          const token = path.join(home.folder, 'token');
          await writeFile(token, 'web-token');
          await home.write({
            config: `[profile web]\nrole_arn = ${role}\nweb_identity_token_file = ${token}\n`,
          });
          sts.faults.set('AssumeRoleWithWebIdentity', {
            code: 'AccessDenied',
            message: 'Not authorized to perform sts:AssumeRoleWithWebIdentity',
          });
        },
        code: 'credentials.denied',
        message: /^Profile "web" is not allowed to assume its role .*WithWebIdentity$/,
        remedy: /trust policy/,
        command: 'selectProfile',
      },
    ];
    for (const { title, profile, prepare, code, message, remedy, command } of cases) {
      it(title, async () => {
        await prepare?.();
        const error = await refusal(profile);
        assert.equal(error.code, code, error.message);
        if (typeof message === 'string') {
          assert.equal(error.message, message);
        } else {
          assert.match(error.message, message);
        }
        assert.match(error.remedy, remedy);
        assert.equal(error.command, command);
      });
    }

    for (const [profile, variable] of [
      ['assumed', 'AWS_ENDPOINT_URL_STS'],
      ['sso', 'AWS_ENDPOINT_URL_SSO'],
    ] as const) {
      it(`${profile}: a proxy replaces the certificate of AWS`, async () => {
        await writeSsoToken(home.folder, 'main', { accessToken: 'sso-token', expiresAt: soon });
        const server = new TlsServer('self-signed');
        home.set({ [variable]: await server.start() });
        try {
          const error = await refusal(profile);
          assert.equal(error.code, 'network.tls', error.message);
          assert.match(error.message, /^Could not get AWS credentials: .*certificate/);
          assert.match(error.remedy, /NODE_EXTRA_CA_CERTS/);
        } finally {
          await server.stop();
        }
      });
    }

    it('a file cannot be read', async () => {
      home.set({ AWS_CONFIG_FILE: home.folder });
      const error = await refusal('sso');
      assert.match(error.message, new RegExp(`Could not read the file ${home.folder}: EISDIR`));
    });
  });

  it('are listed by profile, without invalid sections and without secrets', async () => {
    home.set({ AWS_REGION: 'eu-north-1' });
    const known = await listProfiles();
    const lines = known.profiles.map(({ name, kind, detail }) => `${name}: ${kind}, ${detail}`);
    assert.deepEqual(lines, [
      'default: none, no credentials',
      'keys: keys, access key',
      `assumed: role, role ${role} through keys`,
      `elsewhere: role, role ${role} through keys`,
      `guarded: role, role ${role} through keys`,
      `circle: role, role ${role} through circle-back`,
      `circle-back: role, role ${role} through circle`,
      `sourceless: role, role ${role} through nobody`,
      'sso: sso, SSO, account 123456789012, role Reader',
      'old-sso: sso, SSO, account 123456789012, role Reader',
      'half-sso: sso, SSO, account 123456789012, role ?',
      'lost-sso: sso, SSO, account 123456789012, role Reader',
      'login: login, AWS sign-in',
      `through-login: role, role ${role} through login`,
      `through-sso: role, role ${role} through sso`,
      'bare: none, no credentials',
      'local: none, no credentials',
    ]);
    assert.deepEqual(known.regions, [
      'eu-north-1',
      'eu-west-3',
      'eu-central-1',
      'us-east-2',
      'eu-west-1',
      'ap-southeast-2',
    ]);
    assert.doesNotMatch(JSON.stringify(known), /planted|AKIA/);
  });

  it('start the right sign-in for the profile', async () => {
    const known = await listProfiles();
    assert.deepEqual(signInMethod(known, 'through-sso'), {
      kind: 'program',
      words: ['aws', 'sso', 'login', '--profile', 'sso'],
    });
    assert.equal(signInMethod(known, 'guarded').kind, 'code');
    assert.equal(signInMethod(known, 'keys').kind, 'none');
    assert.equal(signInMethod(known, 'circle').kind, 'none');
    assert.equal(signInMethod(known, 'nobody').kind, 'none');
  });

  it('use the endpoint of the selected profile', async () => {
    const target = await targetOf(connection('local'));
    assert.equal(target.endpoint, 'http://127.0.0.1:8000');
    assert.deepEqual(target.endpointFrom, { kind: 'profile', profile: 'local' });
    assert.equal((await targetOf(connection('keys'))).endpoint, undefined);
  });

  it('never use the endpoint of the default profile when another one is selected', async () => {
    await home.write({ config: `[default]\nendpoint_url = http://127.0.0.1:9\n` });
    const client = createClient(await targetOf(connection('keys')));
    let host: unknown;
    client.middlewareStack.add(
      () =>
        ({ request }) => {
          host = (request as { readonly hostname?: unknown }).hostname;
          throw new Error('it is not sent');
        },
      { step: 'deserialize', priority: 'low' },
    );
    await assert.rejects(client.send(new ListTablesCommand({})), /it is not sent/);
    assert.equal(host, 'dynamodb.eu-west-1.amazonaws.com');
    client.destroy();
  });
});
