import { findOnPath } from '../../local/process/commandsOnPath';
import { run } from '../../local/process/managedProcess';
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
  const { output: version } = await run(aws, ['--version'], { env });
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
        const { code, output } = await run(aws, ['logs', ...command, ...limits, ...common], {
          env,
        });
        const lines = output.trimEnd().split('\n').length;
        if (code !== 0 || lines < 1_000) {
          throw new Error(`The AWS CLI printed ${lines} lines:\n${output.slice(0, 2_000)}`);
        }
      }),
    );
  }
  const [name = 'AWS CLI'] = version.split(' ');
  return { ms: median(times), command: `${name} logs ${command[0]}` };
}
