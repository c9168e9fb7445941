import path from 'node:path';
import { parseArgs } from 'node:util';
import { findDesktopCode, openDesktopCode } from './vscode/desktopCode';
import { emulatorEnvironment, localRegion, localTable } from './dynamodb/emulatorEnvironment';
import { run } from './process/managedProcess';
import { MonitoredTable } from './dynamodb/monitoredTable';
import { program } from './process/program';
import { root } from './root';
import { smoke } from './smoke';
import { TempFolder } from './process/tempFolder';
import { VsCodeHost, type HostOptions } from './vscode/vscodeHost';

/**
 * `npm start`: VS Code with the extension, and a table that receives events as on AWS.
 *   npm start -- --smoke   the same headless: checks that the tree shows jobs, then ends
 */
const simulation = { seed: 1, jobs: 400, until: new Date(), hours: 24 };

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { smoke: { type: 'boolean', default: false } } });
  console.log('Building the extension ...');
  const built = await run(process.execPath, [path.join(root, 'esbuild.mjs')], { cwd: root });
  if (built.code !== 0) {
    console.error(built.output);
    return 1;
  }
  const temp = new TempFolder();
  const table = new MonitoredTable(simulation);
  try {
    await table.start();
    console.log(`DynamoDB-compatible server: ${table.endpoint}, table ${localTable}`);
    console.log('Feeding events through the Lambda function ...');
    const written = await table.fill(path.join(root, 'test/fixtures/events'));
    console.log(`${written} events are written.`);
    const options = hostOptions(table.endpoint, temp.path);
    if (values.smoke) {
      await smoke(options, path.join(root, 'out/smoke.png'));
    } else {
      await show(options, table, temp.path);
    }
    return 0;
  } finally {
    await table.stop();
    temp.remove();
  }
}

/** Opens the view and the dashboard: without it, a new VS Code shows an empty Explorer. */
const firstSight = path.join(root, 'test/local/vscode/firstSight');

const hostOptions = (endpoint: string, folder: string): HostOptions => ({
  extension: root,
  otherExtensions: [firstSight],
  env: emulatorEnvironment(endpoint, folder),
  settings: {
    'batchMonitor.endpoint': endpoint,
    'batchMonitor.tableName': localTable,
    'batchMonitor.region': localRegion,
  },
});

/** Runs until the window is closed, or else until Ctrl-C. */
async function show(options: HostOptions, table: MonitoredTable, folder: string): Promise<void> {
  const events = new AbortController();
  const following = table.follow(events.signal);
  const code = findDesktopCode();
  if (code === undefined) {
    const host = new VsCodeHost(options);
    const address = await host.start();
    console.log(`\nVS Code with Batch Monitor: ${address}\n`);
    console.log('New events keep coming in. Ctrl-C ends everything.');
    await following;
    return;
  }
  const { extension, otherExtensions = [], settings = {}, env = {} } = options;
  const window = await openDesktopCode({
    ...{ code, settings, env, folder },
    extensions: [extension, ...otherExtensions],
  });
  console.log('VS Code opens. New events keep coming in. Ctrl-C or closing it ends everything.');
  await Promise.race([window.exited, following]);
  events.abort();
  await following;
}

program(main);
