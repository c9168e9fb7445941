import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { emulatorEnvironment } from '../../local/dynamodb/emulatorEnvironment';
import { root } from '../../local/root';
import { TempFolder } from '../../local/process/tempFolder';
import { until } from '../../local/process/until';
import { activationTimes } from '../activation/activationTimes';
import { buildForProduction } from '../buildForProduction';
import type { Part } from '../result';
import { median } from '../statistics';

const rounds = 5;

const id = 'momentslab.batch-monitor';
/** Names in VS Code's list of running extensions: us, who we are held against, and the floor. */
const ours = id;
const rival = 'JSON Language Features';
const floor = 'empty-extension';

interface Start {
  readonly ours: number;
  readonly rival: number;
  readonly floor: number;
  readonly readyMs: number;
  /** Of our files that were loaded then. */
  readonly bytes: number;
  readonly files: readonly string[];
}

/** Loading the code and calling `activate`, as VS Code itself counts it, each time in a fresh VS Code. */
export const activation: Part = {
  name: 'activation',
  run: async ({ say, onEnd }) => {
    const temp = new TempFolder();
    onEnd(() => temp.remove());
    const folder = path.join(temp.path, 'workspace');
    await mkdir(folder);
    await writeFile(path.join(folder, 'data.json'), '{}\n');
    say('building …');
    await buildForProduction();
    const starts: Start[] = [];
    for (let round = 1; round <= rounds; round++) {
      say(`start ${round} of ${rounds} …`);
      starts.push(await start(folder, temp.path, path.join(temp.path, `facts-${round}.json`)));
    }
    const [own, theirs, least] = (['ours', 'rival', 'floor'] as const).map(of =>
      median(starts.map(each => each[of])),
    ) as [number, number, number];
    const each = starts.map(({ ours, rival, floor }) => `${ours}/${rival}/${floor}`).join(', ');
    const { bytes = NaN, files = [] } = starts[0] ?? {};
    const sdk = files.filter(file => /aws|sdk|smithy/i.test(file));
    return [
      {
        name: 'activation.ms',
        value: own,
        unit: 'ms',
        goal: 25,
        better: 'lower',
        detail: `loading the code and activate(), by VS Code's own count, median of ${rounds} fresh starts`,
      },
      {
        name: 'activation.floor_ms',
        value: least,
        unit: 'ms',
        better: 'lower',
        detail: 'the same count for an extension that does nothing, in the same starts',
      },
      {
        name: 'activation.ms_ratio',
        value: own / theirs,
        unit: 'x',
        goal: 0.05,
        better: 'lower',
        detail: `ours ÷ ${rival}; ours/theirs/nothing: ${each} ms`,
      },
      {
        name: 'activation.above_floor_ratio',
        value: Math.max(0, own - least) / (theirs - least),
        unit: 'x',
        goal: 0.05,
        better: 'lower',
        detail: 'the same without what VS Code counts for an extension that does nothing',
      },
      {
        name: 'activation.ready_ms',
        value: median(starts.map(({ readyMs }) => readyMs)),
        unit: 'ms',
        better: 'lower',
        detail: 'from activate() to all services loaded and wired, in turns after it',
      },
      {
        name: 'activation.loaded_kb',
        value: bytes / 1024,
        unit: 'KB',
        better: 'lower',
        detail: `our code that was loaded then, ${files.length} files, ${sdk.length === 0 ? 'none' : sdk.join(', ')} of the AWS SDK`,
      },
    ];
  },
};

async function start(folder: string, home: string, facts: string): Promise<Start> {
  const times = await activationTimes({
    extension: root,
    otherExtensions: [path.join(root, 'test/bench/activation/emptyExtension')],
    folder,
    file: 'data.json',
    names: [ours, rival, floor],
    // Nothing is set, so nothing is read: what is measured is a start, not a refresh.
    env: {
      ...emulatorEnvironment('http://127.0.0.1:1', home),
      BENCH_FACTS: facts,
      BENCH_EXTENSION: id,
    },
    until: () => until('the facts are written', () => readFile(facts).catch(() => undefined)),
  });
  const { readyMs, bytes, files } = JSON.parse(await readFile(facts, 'utf8')) as Start;
  const timeOf = (name: string): number => times.get(name) ?? NaN;
  return {
    ours: timeOf(ours),
    rival: timeOf(rival),
    floor: timeOf(floor),
    readyMs,
    bytes,
    files,
  };
}
