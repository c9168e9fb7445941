import { build } from 'esbuild';

/** A script of the bench for the page it measures, as one text. */
export async function pageScript(name: 'probe' | 'rivals' | 'floor'): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [`test/bench/dashboard/page/${name}.ts`],
    tsconfig: 'test/bench/dashboard/page/tsconfig.json',
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    logLevel: 'warning',
  });
  return outputFiles[0]?.text ?? '';
}
