import { execFile, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { pythonWithBoto3 } from '../../../local/dynamodb/boto3';
import { Moto, motoServer } from '../../../local/dynamodb/moto';

/** AWS Batch as moto emulates it; while it runs, this process reads from it. */
export class MotoBatch {
  private readonly before = process.env;

  private constructor(
    private readonly moto: Moto,
    private readonly python: string,
  ) {
    process.env = {
      ...process.env,
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_ENDPOINT_URL_BATCH: moto.endpoint,
    };
  }

  /** Undefined, with a note, where moto_server or boto3 is not installed. */
  static async start(): Promise<MotoBatch | undefined> {
    const [command, python] = await Promise.all([motoServer(), pythonWithBoto3()]);
    if (command === undefined || python === undefined) {
      console.log('Skipped: moto_server or boto3 is not installed.');
      return undefined;
    }
    return new MotoBatch(await Moto.start(command), python);
  }

  /** Jobs end at once, without containers. */
  async skipContainers(): Promise<void> {
    await this.post('config', { batch: { use_docker: false } });
  }

  /** Jobs that are submitted from now on stay SUBMITTED. */
  async holdJobs(): Promise<void> {
    await this.post('config', { batch: { use_docker: true } });
    await this.post('state-manager/set-transition', {
      model_name: 'batch::job',
      transition: { progression: 'manual', times: 1_000_000 },
    });
  }

  private async post(path: string, body: object): Promise<void> {
    const request = { method: 'POST', body: JSON.stringify(body) };
    await fetch(`${this.moto.endpoint}/moto-api/${path}`, request);
  }

  /** Runs a script that makes resources through boto3; resolves with the JSON that it prints. */
  async make(script: string, ...args: readonly string[]): Promise<unknown> {
    const { stdout } = await promisify(execFile)(this.python, [
      script,
      this.moto.endpoint,
      ...args,
    ]);
    return JSON.parse(stdout);
  }

  /** Runs a script that does a step for each line that it reads; yields the JSON that it prints after each. */
  async *steps(script: string, count: number, ...args: readonly string[]): AsyncGenerator {
    const child = spawn(this.python, [script, this.moto.endpoint, ...args], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
    try {
      for (let step = 0; step < count; step++) {
        child.stdin.write('\n');
        const line = await lines.next();
        if (line.done === true) {
          throw new Error(`${script} ended before step ${step + 1}.`);
        }
        yield JSON.parse(line.value);
      }
    } finally {
      child.kill();
    }
  }

  async stop(): Promise<void> {
    process.env = this.before;
    await this.moto.stop();
  }
}
