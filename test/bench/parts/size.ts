import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { TempFolder } from '../../local/process/tempFolder';
import { packageForProduction } from '../buildForProduction';
import { contributors, withStaticImports, type Outputs } from '../size/contributors';
import type { Part, Result } from '../result';

/** What ships, as it ships: minified and packaged. */
export const size: Part = {
  name: 'size',
  run: async ({ say, onEnd }) => {
    const temp = new TempFolder();
    onEnd(() => temp.remove());
    const contents = path.join(temp.path, 'contents.json');
    const vsix = path.join(temp.path, 'batch-monitor.vsix');
    say('packaging …');
    await packageForProduction(vsix, contents);
    const outputs = JSON.parse(await readFile(contents, 'utf8')) as Outputs;
    const { size: bytes } = await stat(vsix);
    return [
      {
        name: 'size.vsix_kb',
        value: bytes / 1024,
        unit: 'KB',
        goal: 1024,
        better: 'lower',
        detail: 'the package, compressed',
      },
      ...Object.entries(goals).map(([file, goal]) => sizeOf(file, goal, outputs)),
    ];
  },
};

const goals: Readonly<Record<string, number | undefined>> = {
  extension: 100,
  main: undefined,
  commands: undefined,
  dashboard: undefined,
  aws: undefined,
  webview: 260,
};

function sizeOf(name: string, goal: number | undefined, outputs: Outputs): Result {
  const file = `dist/${name}.js`;
  if (!outputs[file]) {
    throw new Error(`the build wrote no ${file}`);
  }
  const output = withStaticImports(file, outputs);
  return {
    name: `size.${name}_kb`,
    value: output.bytes / 1024,
    unit: 'KB',
    ...(goal === undefined ? {} : { goal }),
    better: 'lower',
    detail: `with what it loads by itself, minified; most of it: ${contributors(output, 6).join(', ')}`,
  };
}
