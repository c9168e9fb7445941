import { Browser } from './vscode/browser';
import { browserCaches } from './vscode/browserCaches';
import { Cache } from './process/cache';
import { findOnPath } from './process/commandsOnPath';
import { chooseVsCode } from './vscode/desktop';
import { installDynamoDbLocal } from './dynamodb/dynamoDbLocal';
import { program } from './process/program';
import { installVsCode } from './vscode/vscodeParts';

/**
 * Installs what the tests need beyond npm packages: Chromium, two versions of VS Code, what
 * Chromium caches of them, DynamoDB Local. All
 * are cached, so only the first run on a machine takes long.
 */
async function main(): Promise<number> {
  const cache = new Cache();
  const isDesktop = (await chooseVsCode()) === 'desktop';
  await Promise.all([
    tryBrowser(),
    installVsCode(cache, 'newest'),
    // @vscode/test-electron downloads a desktop of that version itself.
    isDesktop ? undefined : installVsCode(cache, 'oldest'),
    findOnPath(['java']) === undefined ? undefined : installDynamoDbLocal(cache),
  ]);
  await browserCaches(cache, 'newest');
  if (!isDesktop) {
    await browserCaches(cache, 'oldest');
  }
  return 0;
}

async function tryBrowser(): Promise<void> {
  const browser = new Browser();
  await browser.start();
  await browser.stop();
}

program(main);
