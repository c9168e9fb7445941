import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { scaled } from '../../local/process/slowness';
import { contentsOfBuild } from '../../support/sources/contentsOfBuild';
import {
  allowedLicenses,
  noticesText,
  shippedPackages,
  type ShippedPackage,
} from '../../support/sources/notices';

interface Lockfile {
  readonly packages: Readonly<
    Record<
      string,
      {
        readonly version?: string;
        readonly resolved?: string;
        readonly integrity?: string;
        readonly inBundle?: boolean;
      }
    >
  >;
}

const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
const { packages } = read('package-lock.json') as Lockfile;
const { dependencies } = read('package.json') as {
  readonly dependencies: Readonly<Record<string, string>>;
};

describe('the shipped package', () => {
  let shipped: readonly ShippedPackage[];

  before(async function () {
    this.timeout(scaled(60_000));
    shipped = shippedPackages(await contentsOfBuild());
  });

  it('includes only packages under allowed licenses', () => {
    assert(shipped.length > 30);
    assert.deepEqual(
      shipped.filter(({ license }) => !allowedLicenses.includes(license)),
      [],
    );
  });

  it('includes all their licenses: npm run notices', () => {
    assert.equal(readFileSync('ThirdPartyNotices.txt', 'utf8'), noticesText(shipped));
    assert(readFileSync('.vscodeignore', 'utf8').includes('!ThirdPartyNotices.txt'));
  });

  it('has the versions in the lockfile', () => {
    for (const { name, version } of shipped) {
      const versions = Object.entries(packages).flatMap(([folder, { version }]) =>
        folder === `node_modules/${name}` || folder.endsWith(`/node_modules/${name}`)
          ? [version]
          : [],
      );
      assert(versions.includes(version), `${name} ${version}`);
    }
  });
});

describe('the lockfile', () => {
  it('pins shipped packages to exact versions', () => {
    for (const [name, version] of Object.entries(dependencies)) {
      assert.match(version, /^\d+\.\d+\.\d+$/, name);
      assert.equal(packages[`node_modules/${name}`]?.version, version);
    }
  });

  it('has the hash of every package, all of them from the npm registry', () => {
    const all = Object.entries(packages).filter(([folder]) => folder !== '');
    assert(all.length > 500);
    for (const [folder, { integrity, resolved, inBundle }] of all) {
      // Parts of another package's archive are under its hash.
      assert(inBundle === true || (integrity ?? '').startsWith('sha512-'), folder);
      assert(resolved?.startsWith('https://registry.npmjs.org/') ?? true, folder);
    }
  });
});
