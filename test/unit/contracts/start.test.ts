import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { contentsOfBuild } from '../../support/sources/contentsOfBuild';
import { withStaticImports } from '../../bench/size/contributors';
import { scaled } from '../../local/process/slowness';

/** What only a command, a dashboard, a refresh or the sample needs. */
const later =
  /aws-sdk|smithy|^src\/(sample|data\/(table|credentials|batch|logs|check)|ui\/(commands|export|setUp|dashboard))\/|runAction/;

/** What leads there, or is small. */
const waysThere = [
  'src/data/batch/queueReader.ts',
  'src/data/table/tableShape.ts',
  'src/sample/lazySample.ts',
  'src/ui/commands/jobTargets.ts',
  'src/ui/commands/registerCommands.ts',
  'src/ui/dashboard/dashboard.ts',
  'src/ui/dashboard/dashboardLinks.ts',
  'src/ui/dashboard/dashboardPreferences.ts',
  'src/ui/dashboard/dashboardState.ts',
  'src/ui/dashboard/orphanedDashboard.ts',
  'src/ui/dashboard/viewArgument.ts',
  'src/ui/setUp/doneOnce.ts',
  'src/ui/setUp/progress.ts',
];

describe('what loads when VS Code starts', () => {
  let sources: readonly string[];

  before(async function () {
    this.timeout(scaled(60_000));
    const { inputs } = withStaticImports('dist/main.js', await contentsOfBuild());
    sources = Object.entries(inputs)
      .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
      .map(([file]) => file);
  });

  it('has nothing that only a command, a dashboard, a refresh or the sample needs', () => {
    assert(sources.length > 200);
    assert.deepEqual(sources.filter(file => later.test(file)).sort(), waysThere);
  });

  it('creates no formats of numbers or dates before they are needed: the first of each takes milliseconds', () => {
    const found = sources
      .filter(file => file.startsWith('src/'))
      .flatMap(file =>
        readFileSync(file, 'utf8')
          .split('\n')
          .filter(line => /^\S.*\bnew Intl\./.test(line) && !line.includes('=>'))
          .map(line => `${file}: ${line}`),
      );
    assert.deepEqual(found, []);
  });
});
