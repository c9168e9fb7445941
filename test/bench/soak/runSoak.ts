import { DynamoDbLocal } from '../../local/dynamodb/dynamoDbLocal';
import { soak } from '../../support/soak/soak';

/**
 * The long soak in a process of its own, so that what is left over at its end is all its own:
 *
 *   runSoak.ts JOBS MINUTES   says how it goes on stderr, prints its figures as JSON
 */
async function main(): Promise<void> {
  const [jobs = 0, minutes = 0] = process.argv.slice(2).map(Number);
  const emulator = new DynamoDbLocal();
  const endpoint = await emulator.start();
  try {
    const say = (text: string): void => console.error(text);
    console.log(JSON.stringify(await soak({ endpoint, seed: 8, jobs, minutes, log: say })));
  } finally {
    await emulator.stop();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
