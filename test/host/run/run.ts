import { access, mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { runTests } from '@vscode/test-electron';
import { cacheRoot } from '../../local/process/cache';
import { chooseVsCode, hasDisplay, type VsCodeKind } from '../../local/vscode/desktop';
import { findOnPath } from '../../local/process/commandsOnPath';
import { Dynalite } from '../../local/dynamodb/dynalite';
import { emulatorEnvironment } from '../../local/dynamodb/emulatorEnvironment';
import { run } from '../../local/process/managedProcess';
import { program } from '../../local/process/program';
import { quietSettings } from '../../local/vscode/quietSettings';
import { root } from '../../local/root';
import { readManifest, writeJson } from '../../local/vscode/settingsFiles';
import { SetupError } from '../../local/process/setupError';
import { TempFolder } from '../../local/process/tempFolder';
import { versionVariable } from '../../local/vscode/vscodeLauncher';
import { isVsCodeVersion, type VsCodeVersion } from '../../local/vscode/vscodeParts';
import { countsVariable } from '../../support/runner/testCounts';
import { bundleHostTests } from './bundle';
import { grepVariable } from './grep';
import { hostSettings } from './settings';

/**
 * Runs the host tests inside a real VS Code, in one way for both kinds of it:
 *   node --import tsx test/host/run/run.ts [--vscode=newest|oldest] [--extension=FOLDER] [--locale=fr] [--grep=REGEXP] FILE…
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    vscode: { type: 'string', default: 'newest' },
    extension: { type: 'string', default: root },
    locale: { type: 'string' },
    grep: { type: 'string' },
  },
});

async function main(): Promise<number> {
  const version = values.vscode;
  if (!isVsCodeVersion(version)) {
    throw new Error(`--vscode must be newest or oldest: ${version}`);
  }
  // A desktop speaks only the languages that packs from the marketplace bring.
  const kind = values.locale === undefined ? await chooseVsCode() : 'server';
  if (kind === 'desktop' && !hasDisplay(process.env)) {
    if (findOnPath(['xvfb-run']) === undefined) {
      throw new SetupError(
        'Desktop VS Code needs a display, and there is none.',
        'Install xvfb, or set BATCH_MONITOR_VSCODE=server.',
      );
    }
    // Ourselves again, with a display this time.
    const again = [process.execPath, ...process.execArgv, ...process.argv.slice(1)];
    const env = { ...process.env, BATCH_MONITOR_VSCODE: 'desktop' };
    const { code } = await run('xvfb-run', ['-a', ...again], {
      env,
      output: 'show',
      graceful: true,
    });
    return code;
  }
  const temp = new TempFolder();
  const dynalite = new Dynalite();
  let bundled: string | undefined;
  try {
    const endpoint = await dynalite.start();
    const tests = await bundleHostTests(root, positionals);
    bundled = path.resolve(tests, '../..');
    await test({ kind, version, endpoint, folder: temp.path, tests });
    return 0;
  } finally {
    await dynalite.stop();
    if (bundled !== undefined) {
      await rm(bundled, { recursive: true, force: true });
    }
    temp.remove();
  }
}

interface HostRun {
  readonly kind: VsCodeKind;
  readonly version: VsCodeVersion;
  readonly endpoint: string;
  readonly folder: string;
  /** The module that runs them. */
  readonly tests: string;
}

async function test({ kind, version, endpoint, folder, tests }: HostRun): Promise<void> {
  const workspace = path.join(folder, 'workspace');
  const userData = path.join(folder, 'user');
  await mkdir(workspace, { recursive: true });
  await writeJson(path.join(userData, 'User/settings.json'), {
    ...quietSettings,
    ...hostSettings,
  });
  const counts = process.env[countsVariable] ?? path.join(folder, 'counts.json');
  console.log(`Host tests: ${version} supported VS Code, ${kind}.`);
  await runTests({
    ...(await executable(kind, version)),
    extensionDevelopmentPath: path.resolve(values.extension),
    extensionTestsPath: tests,
    extensionTestsEnv: {
      ...emulatorEnvironment(endpoint, folder),
      [versionVariable]: version,
      [countsVariable]: counts,
      ...(values.grep === undefined ? {} : { [grepVariable]: values.grep }),
    },
    launchArgs: [
      workspace,
      `--user-data-dir=${userData}`,
      `--extensions-dir=${path.join(folder, 'extensions')}`,
      ...(values.locale === undefined ? [] : [`--locale=${values.locale}`]),
    ],
  });
  // VS Code reports success, too, when the extension host dies under the tests.
  await access(counts).catch(() => {
    throw new Error('The extension host ended before the tests did.');
  });
}

type Executable = Pick<
  Parameters<typeof runTests>[0],
  'cachePath' | 'version' | 'vscodeExecutablePath'
>;

async function executable(kind: VsCodeKind, version: VsCodeVersion): Promise<Executable> {
  if (kind === 'server') {
    return { vscodeExecutablePath: path.join(root, 'test/local/vscode/vscode.mjs') };
  }
  const { engines } = await readManifest(root);
  const oldest = engines?.vscode?.replace('^', '') ?? 'stable';
  const cachePath = path.join(cacheRoot(process.env), 'desktop');
  return { cachePath, version: version === 'oldest' ? oldest : 'stable' };
}

program(main);
