import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';

export type SettingValues = Readonly<Record<string, unknown>>;

interface Manifest {
  readonly engines?: { readonly vscode?: string };
  readonly contributes?: {
    readonly configuration?: {
      readonly properties?: Readonly<Record<string, { readonly scope?: string }>>;
    };
  };
}

/**
 * Splits the settings of a desktop VS Code, which are in one file, for a VS Code server: it reads
 * machine-scoped ones from its machine file only, and application-scoped ones from the user's only.
 */
export function splitByScope(
  settings: SettingValues,
  manifest: Manifest,
): { readonly machine: SettingValues; readonly user: SettingValues } {
  const properties = manifest.contributes?.configuration?.properties ?? {};
  const isMachine = ([name]: [string, unknown]): boolean =>
    properties[name]?.scope?.startsWith('machine') ?? false;
  const entries = Object.entries(settings);
  return {
    machine: Object.fromEntries(entries.filter(isMachine)),
    user: Object.fromEntries(entries.filter(entry => !isMachine(entry))),
  };
}

const userSettingsFile = (dataFolder: string): string =>
  path.join(dataFolder, 'data/User/settings.json');

const machineSettingsFile = (dataFolder: string): string =>
  path.join(dataFolder, 'data/Machine/settings.json');

/** Writes a server's settings; a running server applies the change. */
export async function writeServerSettings(
  dataFolder: string,
  settings: SettingValues,
  extensionFolder: string,
): Promise<void> {
  const { machine, user } = splitByScope(settings, await readManifest(extensionFolder));
  await writeJson(machineSettingsFile(dataFolder), machine);
  await writeJson(userSettingsFile(dataFolder), user);
}

export async function readManifest(extensionFolder: string): Promise<Manifest> {
  return JSON.parse(await readFile(path.join(extensionFolder, 'package.json'), 'utf8')) as Manifest;
}

/** Replaces the file atomically. */
export async function writeJson(file: string, value: unknown): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(`${file}.new`, JSON.stringify(value, null, 2));
  await rename(`${file}.new`, file);
}
