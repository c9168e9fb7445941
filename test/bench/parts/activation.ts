import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { emulatorEnvironment } from '../../local/emulatorEnvironment';
import { root } from '../../local/root';
import { TempFolder } from '../../local/tempFolder';
import { activationTimes } from '../activation/activationTimes';
import { buildForProduction } from '../buildForProduction';
import type { Part } from '../result';
import { median } from '../statistics';

const rounds = 3;

/** The names that VS Code's list of running extensions has for us, and for who we are held against. */
const ours = 'momentslab.batch-monitor';
const rival = 'JSON Language Features';

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
    const times: { readonly ours: number; readonly rival: number }[] = [];
    for (let round = 1; round <= rounds; round++) {
      say(`start ${round} of ${rounds} …`);
      const found = await activationTimes({
        extension: root,
        folder,
        file: 'data.json',
        names: [ours, rival],
        // Nothing is set, so nothing is read: what is measured is a start, not a refresh.
        env: emulatorEnvironment('http://127.0.0.1:1', temp.path),
      });
      times.push({ ours: found.get(ours) ?? NaN, rival: found.get(rival) ?? NaN });
    }
    const own = median(times.map(time => time.ours));
    const theirs = median(times.map(time => time.rival));
    const each = times.map(time => `${time.ours} and ${time.rival}`).join(', ');
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
        name: 'activation.ms_ratio',
        value: own / theirs,
        unit: 'x',
        goal: 0.05,
        better: 'lower',
        detail: `ours ÷ ${rival} of the same VS Code: ${each} ms`,
      },
    ];
  },
};
