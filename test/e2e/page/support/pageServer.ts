import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { build } from 'esbuild';
import { dashboardHtml } from '../../../../src/ui/dashboard/dashboardHtml';
import { bundlePage, pageFileType } from '../../../support/pageBundle';
import { isCovered, keepBundle } from './pageCoverage';

/** VS Code and the extension, made up, as one script. */
async function bundleFakeHost(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: ['test/e2e/page/support/fakeHost.ts'],
    tsconfig: 'test/e2e/tsconfig.json',
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    // Half the time to parse; coverage needs the names.
    minify: !isCovered,
    logLevel: 'warning',
    outdir: 'out',
  });
  return outputFiles[0]?.text ?? '';
}

/** Serves the dashboard as the extension's host does: the same page, the same strict policy. */
export class PageServer {
  private constructor(
    private readonly server: Server,
    /** Runs in the page before anything else: VS Code and the extension, made up. */
    readonly fakeHost: string,
  ) {}

  static async start(): Promise<PageServer> {
    const files = await bundlePage({ minify: !isCovered, sourcemap: isCovered });
    await keepBundle(files);
    const host = await bundleFakeHost();
    const server = createServer(({ url = '', headers }, response) => {
      const text = files.get(url);
      const type = text === undefined ? 'text/html; charset=utf-8' : pageFileType(url);
      response.setHeader('content-type', type);
      response.end(text ?? dashboardHtml(`http://${headers.host ?? ''}`, file => `/${file}`));
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    return new PageServer(server, host);
  }

  get address(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
  }
}
