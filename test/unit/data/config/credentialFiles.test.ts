import assert from 'node:assert/strict';
import { mkdir, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import {
  configFile,
  CredentialFiles,
  credentialPaths,
  credentialsFile,
} from '../../../../src/data/config/credentialFiles';
import { TempFolder } from '../../../local/process/tempFolder';
import { FakeClock } from '../../../support/fakes/fakeClock';
import { until } from '../../../local/process/until';

describe('CredentialFiles', () => {
  let temp: TempFolder;
  let clock: FakeClock;
  let told: number;
  let files: CredentialFiles;

  beforeEach(async () => {
    temp = new TempFolder();
    clock = new FakeClock();
    told = 0;
    files = new CredentialFiles({
      paths: () => [at('credentials'), at('sso/cache')],
      clock,
      onChange: () => told++,
    });
    await writeFile(at('unrelated'), '');
  });

  afterEach(() => {
    files.dispose();
    temp.remove();
  });

  const at = (name: string): string => path.join(temp.path, name);
  /** A look reads the disk in its own time; it is over when the next is planned or the change told. */
  const lookEnds = async (begin: () => unknown): Promise<void> => {
    const before = told;
    await begin();
    const isOver = () => clock.waits.length > 0 || told > before || undefined;
    await until('the look is over', isOver, { everyMs: 5 });
  };
  const look = () => lookEnds(() => clock.advance(2_000));
  const watch = () => lookEnds(() => files.watch());

  it('reads nothing before it is started', () => {
    assert.deepEqual(clock.waits, []);
  });

  it('reports a new file, once it is completely written', async () => {
    await watch();
    await look();
    await writeFile(at('credentials'), '[default]');
    await look();
    assert.equal(told, 0, 'it may still be written');
    await writeFile(at('credentials'), '[default]\naws_access_key_id = x');
    await look();
    assert.equal(told, 0);
    await look();
    assert.equal(told, 1);
    assert.deepEqual(clock.waits, [], 'and looks no more');
  });

  it('reports a file that replaces another, and one that is touched', async () => {
    await writeFile(at('credentials'), 'old');
    await watch();
    await writeFile(at('new'), 'new');
    await rename(at('new'), at('credentials'));
    await look();
    await look();
    assert.equal(told, 1);
    await watch();
    await utimes(at('credentials'), 1, 1);
    await look();
    await look();
    assert.equal(told, 2);
  });

  it('reports a token in a new folder', async () => {
    await watch();
    await mkdir(at('sso/cache'), { recursive: true });
    await writeFile(at('sso/cache/token.json'), '{}');
    await look();
    await look();
    assert.equal(told, 1);
  });

  it('reports a token that is renewed in place', async () => {
    await mkdir(at('sso/cache'), { recursive: true });
    await writeFile(at('sso/cache/token.json'), '{}');
    await watch();
    await writeFile(at('sso/cache/token.json'), '{"accessToken":"x"}');
    await look();
    await look();
    assert.equal(told, 1);
  });

  it('ignores other files and files it cannot read', async () => {
    await watch();
    await writeFile(at('unrelated'), 'x');
    await rm(temp.path, { recursive: true });
    await look();
    await look();
    assert.equal(told, 0);
  });

  it('treats files from before the start as known', async () => {
    await watch();
    files.rest();
    assert.deepEqual(clock.waits, []);
    await writeFile(at('credentials'), 'x');
    await watch();
    await look();
    await look();
    assert.equal(told, 0);
  });
});

describe('credentialPaths', () => {
  it('are the locations that the AWS tools use', () => {
    assert.deepEqual(
      credentialPaths({}).map(file => path.relative(homedir(), file).split(path.sep).join('/')),
      ['.aws/config', '.aws/credentials', '.aws/sso/cache', '.aws/login/cache', '.aws/cli/cache'],
    );
  });

  it('are in the same home folder that the SDK uses', () => {
    const env = { HOME: '/home/me', USERPROFILE: 'C:/Users/me', AWS_CONFIG_FILE: '~/aws.ini' };
    assert.equal(configFile(env), path.join('/home/me', 'aws.ini'));
    assert.equal(credentialsFile(env), path.join('/home/me', '.aws', 'credentials'));
    assert.equal(configFile({ ...env, AWS_CONFIG_FILE: '' }), path.join('/home/me/.aws/config'));
  });

  it('follow the environment variables that change them', () => {
    const paths = credentialPaths({
      AWS_CONFIG_FILE: '/a/config',
      AWS_SHARED_CREDENTIALS_FILE: '/b/credentials',
      AWS_LOGIN_CACHE_DIRECTORY: '/c',
    });
    assert.deepEqual([paths[0], paths[1], paths[3]], ['/a/config', '/b/credentials', '/c']);
  });
});
