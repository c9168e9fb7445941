import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { findOnPath } from '../../local/process/commandsOnPath';
import type { LocalLogs } from '../../support/emulators/aws/localLogs';
import { median, timed } from '../statistics';
import { benchGroup } from './logLines';

const runs = 5;
const region = 'eu-west-1';

export interface CliFigure {
  readonly ms: number;
  /** The command that was measured. */
  readonly command: string;
}

/** The last 1,000 lines of a stream by the AWS CLI, from its start to its end; undefined without the CLI. */
export async function measureAwsCli(
  logs: LocalLogs,
  stream: string,
  lastTime: number,
): Promise<CliFigure | undefined> {
  const aws = findOnPath(['aws']);
  if (aws === undefined) {
    return undefined;
  }
  const env = {
    ...process.env,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_PAGER: '',
  };
  const execute = (args: readonly string[]) =>
    promisify(execFile)(aws, args, { env, maxBuffer: 2 ** 24 });
  const { stdout: version } = await execute(['--version']);
  const common = ['--endpoint-url', logs.server.url, '--region', region, '--output', 'text'];
  // Version 1 has no `tail`.
  const isOld = version.startsWith('aws-cli/1.');
  const command = isOld
    ? ['get-log-events', '--log-group-name', benchGroup, '--log-stream-name', stream]
    : ['tail', benchGroup, '--log-stream-names', stream];
  const limits = isOld ? ['--limit', '1000'] : ['--since', new Date(lastTime - 999).toISOString()];
  const times: number[] = [];
  for (let count = 0; count < runs; count++) {
    times.push(
      await timed(async () => {
        const { stdout } = await execute(['logs', ...command, ...limits, ...common]);
        const lines = stdout.trimEnd().split('\n').length;
        if (lines < 1_000) {
          throw new Error(`The AWS CLI printed only ${lines} lines.`);
        }
      }),
    );
  }
  const [name = 'AWS CLI'] = version.split(' ');
  return { ms: median(times), command: `${name} logs ${command[0]}` };
}
