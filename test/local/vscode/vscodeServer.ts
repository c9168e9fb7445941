import path from 'node:path';
import { Cache } from '../process/cache';
import { ManagedProcess, run, untilUp } from '../process/managedProcess';
import { SetupError } from '../process/setupError';
import { installVsCode, type InstalledVsCode, type VsCodeVersion } from './vscodeParts';

export interface VsCodeServerOptions {
  readonly version?: VsCodeVersion;
  /** Holds the server's state; settings files lie below it, see settingsFiles.ts. */
  readonly dataFolder: string;
  /** Extensions installed into this server; empty or missing for none. */
  readonly extensionsFolder?: string;
  /** Reaches the extension host. */
  readonly env?: NodeJS.ProcessEnv;
  /** Asks whether to trust a folder, as a user's VS Code does. */
  readonly workspaceTrust?: boolean;
}

/** A real VS Code without its desktop shell: extension host and workbench, for a browser to open. */
export class VsCodeServer {
  private process: ManagedProcess | undefined;
  private address: string | undefined;

  constructor(
    private readonly options: VsCodeServerOptions,
    private readonly cache = new Cache(),
  ) {}

  /** Resolves with host and port. */
  async start(): Promise<string> {
    const installed = await this.installed();
    const { workspaceTrust = false } = this.options;
    const started = this.spawn(installed, [
      '--host=127.0.0.1',
      // The server picks the port itself: no race with others for a free one.
      '--port=0',
      '--without-connection-token',
      // Only with the driver does a built VS Code honour development and tests paths in the address.
      '--enable-smoke-test-driver',
      ...(workspaceTrust ? [] : ['--disable-workspace-trust']),
    ]);
    this.process = started;
    try {
      await untilUp('The VS Code server', started, () => {
        this.address = `127.0.0.1:${listeningPort(started)}`;
        return fetch(`http://${this.address}/version`);
      });
    } catch (error) {
      await this.stop();
      throw new SetupError(
        `The VS Code server did not start:\n${started.output}`,
        `Remove ${this.cache.root} and run again to install it anew.`,
        { cause: error },
      );
    }
    return this.authority;
  }

  /** Host and port, as a vscode-remote address names its authority. */
  get authority(): string {
    if (this.address === undefined) {
      throw new Error('The VS Code server is not running.');
    }
    return this.address;
  }

  /** What the server has written lately; for messages about failures. */
  get output(): string {
    return this.process?.output ?? '';
  }

  /** Installs a packaged extension, as a user does from a file. */
  async installExtension(vsix: string): Promise<void> {
    const { node, serverMain } = await this.installed();
    const args = [serverMain, ...this.commonArguments(), `--install-extension=${vsix}`, '--force'];
    const { code, output } = await run(node, args, { env: this.env });
    if (code !== 0 || !output.includes('successfully installed')) {
      throw new Error(`VS Code did not install ${path.basename(vsix)}:\n${output}`);
    }
  }

  async stop(): Promise<void> {
    await this.process?.stop();
    this.process = undefined;
    this.address = undefined;
  }

  private installed(): Promise<InstalledVsCode> {
    return installVsCode(this.cache, this.options.version ?? 'newest');
  }

  private get env(): NodeJS.ProcessEnv {
    // Sockets land in the data folder, which is removed, instead of staying behind in /tmp.
    return { ...process.env, XDG_RUNTIME_DIR: this.options.dataFolder, ...this.options.env };
  }

  private commonArguments(): string[] {
    const { dataFolder, extensionsFolder = path.join(dataFolder, 'extensions') } = this.options;
    return [
      '--accept-server-license-terms',
      '--disable-telemetry',
      `--server-data-dir=${dataFolder}`,
      `--extensions-dir=${extensionsFolder}`,
    ];
  }

  private spawn({ node, serverMain }: InstalledVsCode, args: readonly string[]): ManagedProcess {
    return new ManagedProcess(node, [serverMain, ...this.commonArguments(), ...args], {
      env: this.env,
    });
  }
}

function listeningPort({ output }: ManagedProcess): string {
  const port = /Extension host agent listening on (\d+)/.exec(output)?.[1];
  if (port === undefined) {
    throw new Error('The VS Code server does not listen yet.');
  }
  return port;
}
