import assert from 'node:assert/strict';
import { noProfiles, type AwsProfile, type AwsProfiles } from '../../../../src/data/config/profile';
import {
  connectionOf as settingsConnection,
  type Connection,
} from '../../../../src/data/config/connection';
import {
  connectionOf,
  preferredProfile,
  preferredRegion,
  preferredSource,
  preferredTable,
  withProfile,
  withRegion,
  type Draft,
} from '../../../../src/ui/setUp/connectionDraft';

const before: Connection = {
  tableName: 'Mine',
  region: 'eu-west-2',
  profile: undefined,
  endpoint: undefined,
};
const fresh: Draft = { before, isConfigured: false };
const configured: Draft = { before: { ...before, profile: 'ops' }, isConfigured: true };

const profile = (name: string, kind: AwsProfile['kind'], region?: string): AwsProfile => ({
  name,
  kind,
  region,
  detail: '',
  source: undefined,
  mfaSerial: undefined,
});

const known = (profiles: readonly AwsProfile[], facts: Partial<AwsProfiles> = {}): AwsProfiles => ({
  ...noProfiles,
  profiles,
  ...facts,
});

describe('the default selections of the guided setup', () => {
  it('are AWS Batch itself, unless a table is read already or was chosen', () => {
    assert.equal(preferredSource(fresh), 'batch');
    assert.equal(preferredSource(configured), 'table');
    assert.equal(
      preferredSource({ before: { ...before, source: 'batch' }, isConfigured: true }),
      'batch',
    );
    assert.equal(preferredSource({ ...fresh, source: 'table' }), 'table');
  });

  it('are the current profile, if it still exists', () => {
    const profiles = [profile('dev', 'keys'), profile('ops', 'process')];
    assert.equal(preferredProfile(configured, known(profiles)), 'ops');
    assert.equal(preferredProfile(configured, known(profiles.slice(0, 1))), 'dev');
    assert.equal(preferredProfile({ before, isConfigured: true }, known(profiles)), '');
  });

  it('are the profile of the default chain, otherwise the one with the fewest dependencies', () => {
    const others = [profile('ci', 'process'), profile('sso', 'sso'), profile('dev', 'keys')];
    assert.equal(preferredProfile(fresh, known(others)), 'dev');
    assert.equal(preferredProfile(fresh, known([profile('default', 'keys'), ...others])), '');
    assert.equal(preferredProfile(fresh, known([profile('default', 'none'), ...others])), 'dev');
    assert.equal(preferredProfile(fresh, known(others, { inEnvironment: true })), '');
    assert.equal(preferredProfile(fresh, known([profile('bare', 'none')])), '');
    assert.equal(preferredProfile(fresh, known([])), '');
  });

  it('are the region of the profile, and for the current profile the current region', () => {
    const all = known([profile('dev', 'keys', 'us-east-1'), profile('ops', 'keys', 'us-west-2')], {
      regions: ['ap-south-1'],
    });
    assert.equal(preferredRegion({ ...fresh, profile: 'dev' }, all), 'us-east-1');
    assert.equal(preferredRegion({ ...fresh, profile: '' }, all), 'ap-south-1');
    assert.equal(preferredRegion({ ...configured, profile: 'ops' }, all), 'eu-west-2');
    assert.equal(preferredRegion({ ...configured, profile: 'dev' }, all), 'us-east-1');
    assert.equal(preferredRegion({ ...fresh, profile: '' }, known([])), 'eu-west-2');
    assert.equal(preferredRegion({ ...configured, region: 'sa-east-1' }, all), 'sa-east-1');
  });

  it('are the current table, otherwise the default one', () => {
    assert.equal(preferredTable(configured), 'Mine');
    assert.equal(preferredTable(fresh), 'MonitoringToolTest');
    assert.equal(preferredTable({ ...fresh, tableName: 'Chosen' }), 'Chosen');
  });
});

describe('the draft of a connection', () => {
  it('resets the steps that depend on a changed selection', () => {
    const draft: Draft = { ...fresh, profile: 'dev', region: 'us-east-1', tableName: 'T' };
    assert.deepEqual(withProfile(draft, 'dev'), draft);
    assert.deepEqual(withProfile(draft, 'ops'), { ...fresh, profile: 'ops' });
    assert.deepEqual(withRegion(draft, 'us-east-1'), draft);
    assert.equal(withRegion(draft, 'us-east-2').tableName, undefined);
  });

  it('keeps the endpoint, and treats an empty profile as the default credentials', () => {
    const endpoint = 'http://127.0.0.1:8000';
    const draft: Draft = {
      before: { ...before, profile: 'ops', endpoint },
      isConfigured: true,
      profile: '',
      region: 'us-east-1',
    };
    assert.deepEqual(connectionOf(draft), {
      tableName: 'Mine',
      region: 'us-east-1',
      profile: undefined,
      endpoint,
    });
    assert.equal(connectionOf(configured).profile, 'ops');
  });

  it('has the table and the endpoint that the settings had before AWS Batch itself', () => {
    const endpoint = 'http://127.0.0.1:8000';
    const draft: Draft = {
      before: settingsConnection({ ...before, source: 'batch', endpoint }),
      isConfigured: true,
      source: 'table',
    };
    assert.equal(preferredTable(draft), 'Mine');
    assert.deepEqual(connectionOf(draft), { ...before, endpoint });
  });
});
