import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';

const invocations = '/2018-06-01/runtime/invocation';
const nodeBootstrap = [process.execPath, path.join(__dirname, 'lambdaBootstrap.mjs')] as const;

export interface FunctionError {
  readonly errorType: string;
  readonly errorMessage: string;
}

export type Invoked =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: FunctionError };

interface Invocation {
  readonly event: string;
  readonly settle: (answer: Invoked) => void;
  readonly fail: (error: Error) => void;
}

/**
 * Runs a function as Lambda does: a separate process with only the bundle polls the Lambda Runtime API over
 * HTTP for one event at a time and posts its responses there (AWS Lambda Developer Guide, "Using the Lambda
 * runtime API").
 */
export class LambdaRuntime {
  private readonly pending: Invocation[] = [];
  private readonly running = new Map<string, Invocation>();
  private poll: ServerResponse | undefined;
  private server: Server | undefined;
  private child: ChildProcess | undefined;
  private count = 0;
  private readonly logFolder = mkdtempSync(path.join(tmpdir(), 'batch-monitor-log-'));
  private readonly logFile = path.join(this.logFolder, 'log');

  constructor(
    /** The folder with the function's unpacked code. */
    private readonly folder: string,
    private readonly env: Readonly<Record<string, string>>,
    /** The command that polls the Runtime API and calls the handler. */
    private readonly bootstrap: readonly [string, ...string[]] = nodeBootstrap,
  ) {}

  /** The function's log. A file instead of a pipe, so that it is complete once the response arrives. */
  get log(): string {
    return readFileSync(this.logFile, 'utf8');
  }

  async start(): Promise<void> {
    const log = openSync(this.logFile, 'a');
    const server = createServer((request, response) => void this.answer(request, response));
    this.server = server;
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    const [command, ...args] = this.bootstrap;
    const child = spawn(command, args, {
      cwd: this.folder,
      env: {
        PATH: process.env['PATH'],
        TZ: ':UTC',
        LAMBDA_TASK_ROOT: this.folder,
        AWS_LAMBDA_FUNCTION_NAME: 'batch-monitor-writer',
        AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '256',
        AWS_LAMBDA_RUNTIME_API: `127.0.0.1:${port}`,
        _HANDLER: 'handler.handler',
        ...this.env,
      },
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    this.child = child;
    child.once('exit', () => this.end(new Error(`The function's process has ended:\n${this.log}`)));
  }

  /** Invokes the function with the JSON text that Lambda would send; resolves with its response. */
  invokeText(event: string): Promise<Invoked> {
    return new Promise((settle, fail) => {
      this.pending.push({ event, settle, fail });
      this.dispatchNext();
    });
  }

  invoke(event: unknown): Promise<Invoked> {
    return this.invokeText(JSON.stringify(event));
  }

  async stop(): Promise<void> {
    const { child, server } = this;
    if (child?.exitCode === null && child.signalCode === null) {
      const ended = new Promise(resolve => child.once('exit', resolve));
      child.kill('SIGKILL');
      await ended;
    }
    server?.closeAllConnections();
    await new Promise<void>(resolve => (server ? server.close(() => resolve()) : resolve()));
    rmSync(this.logFolder, { recursive: true, force: true });
  }

  private end(error: Error): void {
    for (const invocation of [...this.pending.splice(0), ...this.running.values()]) {
      invocation.fail(error);
    }
    this.running.clear();
  }

  private dispatchNext(): void {
    const invocation = this.poll && this.pending.shift();
    if (!this.poll || !invocation) {
      return;
    }
    const id = `request-${++this.count}`;
    this.running.set(id, invocation);
    this.poll.writeHead(200, {
      'content-type': 'application/json',
      'lambda-runtime-aws-request-id': id,
      'lambda-runtime-deadline-ms': String(Date.now() + 30_000),
      'lambda-runtime-invoked-function-arn':
        'arn:aws:lambda:eu-west-1:123456789012:function:batch-monitor-writer',
    });
    this.poll.end(invocation.event);
    this.poll = undefined;
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = request.url ?? '';
    if (url === `${invocations}/next`) {
      this.poll = response;
      this.dispatchNext();
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(chunk as Buffer);
    }
    const body = JSON.parse(Buffer.concat(chunks).toString() || 'null') as unknown;
    response.writeHead(202).end();
    if (url.endsWith('/init/error')) {
      this.end(
        new Error(`The function could not be loaded: ${(body as FunctionError).errorMessage}`),
      );
      return;
    }
    const [, id = '', kind] = /invocation\/([^/]+)\/(response|error)$/.exec(url) ?? [];
    const invocation = this.running.get(id);
    this.running.delete(id);
    invocation?.settle(
      kind === 'error' ? { ok: false, error: body as FunctionError } : { ok: true, value: body },
    );
  }
}
