import { Browser } from './browser';
import { Cache } from './cache';
import { findOnPath } from './commandsOnPath';
import { chooseVsCode } from './desktop';
import { installDynamoDbLocal } from './dynamoDbLocal';
import { program } from './program';
import { installVsCode } from './vscodeParts';

/**
 * Brings what the tests need and npm does not install: Chromium, two versions of VS Code, DynamoDB Local. All of it
 * is kept, so that only the first run of a machine takes long.
 */
async function main(): Promise<number> {
  const cache = new Cache();
  const isDesktop = (await chooseVsCode()) === 'desktop';
  await Promise.all([
    tryBrowser(),
    installVsCode(cache, 'newest'),
    // A desktop of that version is downloaded by @vscode/test-electron.
    isDesktop ? undefined : installVsCode(cache, 'oldest'),
    findOnPath(['java']) === undefined ? undefined : installDynamoDbLocal(cache),
  ]);
  return 0;
}

async function tryBrowser(): Promise<void> {
  const browser = new Browser();
  await browser.start();
  await browser.stop();
}

program(main);
