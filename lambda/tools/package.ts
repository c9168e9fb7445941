import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { runTool } from './commandLine';
import { functionZip } from './functionZip';

const file = 'dist/lambda.zip';

runTool('package', async () => {
  const zip = await functionZip();
  await mkdir('dist', { recursive: true });
  await writeFile(file, zip);
  const sha256 = createHash('sha256').update(zip).digest('hex');
  process.stdout.write(`${file} ${(zip.length / 1_024).toFixed(1)} KiB, sha256 ${sha256}\n`);
});
