import { writeFile } from 'node:fs/promises';
import { program } from '../../local/process/program';
import { contentsOfBuild } from './contentsOfBuild';
import { noticesText, shippedPackages } from './notices';

/** `npm run notices`: writes the licences of shipped packages to ThirdPartyNotices.txt. */
program(async () => {
  const packages = shippedPackages(await contentsOfBuild());
  await writeFile('ThirdPartyNotices.txt', noticesText(packages));
  console.log(`${packages.length} packages`);
  return 0;
});
