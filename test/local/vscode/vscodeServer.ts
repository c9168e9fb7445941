import path from 'node:path';
import { Cache } from '../process/cache';
import { ManagedProcess, run, untilUp } from '../process/managedProcess';
import { SetupError } from '../process/setupError';
import { installVsCode, type InstalledVsCode, type VsCodeVersion } from './vscodeParts';

export interface VsCodeServerOptions {
  readonly version?: VsCodeVersion;
  /** Holds the server's state, including settings files; see settingsFiles.ts. */
  readonly dataFolder: string;
  /** Extensions installed in this server; may be empty or missing. */
  readonly extensionsFolder?: string;
  /** Passed to the extension host. */
  readonly env?: NodeJS.ProcessEnv;
  /** Enables workspace trust, as in a user's VS Code. */
  readonly workspaceTrust?: boolean;
}

/** A real VS Code without its desktop shell: extension host and workbench, opened in a browser. */
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
      // The server selects the port itself, which avoids races for a free one.
      '--port=0',
      '--without-connection-token',
      // A built VS Code accepts development and test paths in the URL only with this driver.
      '--enable-smoke-test-driver',
      // Without the variables of the login shell, which takes a second of processor time to ask.
      '--force-disable-user-env',
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

  /** Host and port: the authority of vscode-remote URIs. */
  get authority(): string {
    if (this.address === undefined) {
      throw new Error('The VS Code server is not running.');
    }
    return this.address;
  }

  /** The server's latest output, for error messages. */
  get output(): string {
    return this.process?.output ?? '';
  }

  /** Installs a packaged extension from a file, as a user would. */
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
    // Puts sockets into the data folder, which is deleted, instead of leaving them in /tmp.
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
