import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { build, type BuildOptions } from 'esbuild';
import { dashboardHtml } from '../../../../src/ui/dashboard/dashboardHtml';
import { isCovered, keepBundle } from './pageCoverage';

const common = {
  bundle: true,
  write: false,
  // Half the time to parse; coverage needs the names.
  minify: !isCovered,
  format: 'iife',
  target: 'es2022',
  logLevel: 'warning',
  sourcemap: isCovered ? 'inline' : false,
  outdir: 'out',
} as const satisfies BuildOptions;

async function bundle(entry: string, tsconfig: string): Promise<Map<string, string>> {
  const { outputFiles } = await build({ ...common, entryPoints: [entry], tsconfig });
  return new Map(outputFiles.map(({ path, text }) => [path.replace(/^.*\./s, ''), text]));
}

/** Serves the dashboard as the extension's host does: the same page, the same strict policy. */
export class PageServer {
  private constructor(
    private readonly server: Server,
    /** Runs in the page before anything else: VS Code and the extension, made up. */
    readonly fakeHost: string,
  ) {}

  static async start(): Promise<PageServer> {
    const page = await bundle('webview/main.ts', 'webview/tsconfig.json');
    await keepBundle(page.get('js') ?? '');
    const host = await bundle('test/e2e/page/support/fakeHost.ts', 'test/e2e/tsconfig.json');
    const server = createServer((request, response) => {
      const kind = /^\/webview\.(js|css)$/.exec(request.url ?? '')?.[1];
      const type = kind === 'js' ? 'text/javascript' : kind === 'css' ? 'text/css' : 'text/html';
      response.setHeader('content-type', `${type}; charset=utf-8`);
      response.end(
        kind
          ? page.get(kind)
          : dashboardHtml(`http://${request.headers.host ?? ''}`, file => `/${file}`),
      );
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    return new PageServer(server, host.get('js') ?? '');
  }

  get address(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
  }

  async stop(): Promise<void> {
    await new Promise(resolve => this.server.close(resolve));
  }
}
