import { cp, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { quietSettings } from './quietSettings';
import { writeServerSettings, type SettingValues } from './settingsFiles';
import { TempFolder } from '../process/tempFolder';
import type { VsCodeVersion } from './vscodeParts';
import { copyLogs } from './vscodeLogs';
import { VsCodeServer } from './vscodeServer';
import { workbenchAddress } from './workbenchAddress';

export interface HostOptions {
  readonly version?: VsCodeVersion;
  /**
   * The folder of the extension's sources; with `vsix`, only its manifest is read, for the scopes of
   * settings.
   */
  readonly extension: string;
  /** Folders of other extensions to install as they are, because only one can be in development. */
  readonly otherExtensions?: readonly string[];
  /** Installs this package instead of developing the folder. */
  readonly vsix?: string;
  /** The user's settings, of any scope. */
  readonly settings?: SettingValues;
  /** The folder to open; an empty one by default. */
  readonly folder?: string;
  /** Passed to the extension host. */
  readonly env?: NodeJS.ProcessEnv;
  readonly workspaceTrust?: boolean;
}

/** A fresh VS Code with the extension, for a browser to open. */
export class VsCodeHost {
  private readonly temp = new TempFolder();
  private readonly server: VsCodeServer;
  private values: SettingValues;

  constructor(private readonly options: HostOptions) {
    const { version = 'newest', env = {}, workspaceTrust = false } = options;
    this.values = { ...quietSettings, ...options.settings };
    this.server = new VsCodeServer({ version, dataFolder: this.temp.path, env, workspaceTrust });
  }

  /** Resolves with the URL for a browser. */
  async start(): Promise<string> {
    await mkdir(path.join(this.temp.path, 'workspace'));
    await this.changeSettings({});
    for (const other of this.options.otherExtensions ?? []) {
      const target = path.join(this.temp.path, 'extensions', path.basename(other));
      await cp(other, target, { recursive: true });
    }
    if (this.options.vsix !== undefined) {
      await this.server.installExtension(this.options.vsix);
    }
    await this.server.start();
    return this.addressAt(this.authority);
  }

  /** Host and port of the server. */
  get authority(): string {
    return this.server.authority;
  }

  /** The URL for a browser that finds the server at this host and port. */
  addressAt(authority: string): string {
    const { extension, vsix, folder = path.join(this.temp.path, 'workspace') } = this.options;
    return workbenchAddress({
      authority,
      folder,
      extensionDevelopmentPaths: vsix === undefined ? [extension] : [],
    });
  }

  /** Writes user settings; VS Code reads them when its window loads. */
  async changeSettings(changes: SettingValues): Promise<void> {
    this.values = { ...this.values, ...changes };
    await writeServerSettings(this.temp.path, this.values, this.options.extension);
  }

  /** Copies the logs so far into a folder. */
  copyLogs(folder: string): Promise<void> {
    return copyLogs(this.temp.path, folder);
  }

  async stop(): Promise<void> {
    await this.server.stop();
    this.temp.remove();
  }
}
