import assert from 'node:assert/strict';
import type { AwsProfile } from '../../../../src/data/config/profile';
import { signInMethod, usesEnvironmentKeys } from '../../../../src/data/config/signInMethod';

const profile = (name: string, kind: AwsProfile['kind'], more: Partial<AwsProfile> = {}) => ({
  name,
  kind,
  region: undefined,
  detail: '',
  source: undefined,
  mfaSerial: undefined,
  ...more,
});
const role = (name: string, source: string | undefined, mfaSerial?: string) =>
  profile(name, 'role', { source, mfaSerial });
const way = (name: string, ...profiles: readonly AwsProfile[]) => signInMethod({ profiles }, name);
const program = (...words: readonly string[]) => ({ kind: 'program', words: ['aws', ...words] });
const device = 'arn:aws:iam::123456789012:mfa/jane';

describe('Access keys in the environment', () => {
  it('are used unless a profile is named', () => {
    const keys = { inEnvironment: true };
    assert.equal(usesEnvironmentKeys(keys, undefined, {}), true);
    assert.equal(usesEnvironmentKeys(keys, 'dev', {}), false);
    assert.equal(usesEnvironmentKeys(keys, undefined, { AWS_PROFILE: 'dev' }), false);
    assert.equal(usesEnvironmentKeys({ inEnvironment: false }, undefined, {}), false);
  });
});

describe('signInMethod', () => {
  it('is the AWS CLI for SSO and for aws login', () => {
    assert.deepEqual(way('a', profile('a', 'sso')), program('sso', 'login', '--profile', 'a'));
    assert.deepEqual(way('a', profile('a', 'login')), program('login', '--profile', 'a'));
  });

  it('is an MFA code for a role with a device', () => {
    const found = way('a', role('a', 'keys', device), profile('keys', 'keys'));
    assert.deepEqual(found, { kind: 'code', serial: device });
  });

  it('follows roles to the source of their credentials', () => {
    const found = way('a', role('a', 'b'), role('b', 'c'), profile('c', 'sso'));
    assert.deepEqual(found, program('sso', 'login', '--profile', 'c'));
    const coded = way('a', role('a', 'b'), role('b', 'c', device), profile('c', 'keys'));
    assert.deepEqual(coded, { kind: 'code', serial: device });
  });

  it('is none for keys, a process, a missing profile, or one without credentials', () => {
    for (const kind of ['keys', 'process', 'webIdentity', 'none'] as const) {
      const one = profile('a', kind);
      assert.deepEqual(way('a', one), { kind: 'none', profile: one });
    }
    assert.deepEqual(way('a'), { kind: 'none', profile: undefined });
    assert.deepEqual(way('a', role('a', 'gone')), { kind: 'none', profile: undefined });
  });

  it('stops at circular role chains', () => {
    const circle = way('a', role('a', 'b', device), role('b', 'a'));
    assert.deepEqual(circle, { kind: 'code', serial: device });
    const own = role('a', 'a');
    assert.deepEqual(way('a', own), { kind: 'none', profile: own });
  });
});
