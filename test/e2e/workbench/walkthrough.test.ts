import assert from 'node:assert/strict';
import path from 'node:path';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Locator } from 'playwright-core';
import { Dynalite } from '../../local/dynamodb/dynalite';
import { localTable } from '../../local/dynamodb/emulatorEnvironment';
import { root } from '../../local/root';
import { createJobsTable } from '../../local/dynamodb/table';
import { TempFolder } from '../../local/process/tempFolder';
import { themes, type Theme } from '../../local/vscode/themes';
import { until } from '../../local/process/until';
import { shortLived } from '../../local/vscode/browser';
import { Workbench } from '../../local/vscode/workbench';
import { emulatorClient } from '../../support/emulators/emulators';
import { awsHome } from './awsProfiles';
import { aFailedJob } from './items';

describe('the walkthrough', () => {
  const temp = new TempFolder();
  const dynalite = new Dynalite();
  let workbench: Workbench;

  const page = (): Locator => workbench.page.locator('.gettingStartedContainer');
  const step = (title: string): Locator =>
    page().locator('.getting-started-step', { hasText: title });
  const shot = (name: string): Promise<void> =>
    workbench.screenshot(path.join(root, 'out/screenshots', `walkthrough ${name}.png`));

  async function stepTitles(): Promise<string[]> {
    return page().locator('.getting-started-step .step-title').allInnerTexts();
  }

  async function doneSteps(): Promise<string[]> {
    return page()
      .locator(
        '.getting-started-step:has(.step-list-container .complete, .codicon.complete) .step-title',
      )
      .allInnerTexts();
  }

  const untilDone = (...titles: string[]): Promise<true> =>
    until(`done: ${titles.join(', ')}`, async () => {
      const done = await doneSteps();
      return titles.every(title => done.includes(title));
    });

  before(async () => {
    const client = emulatorClient(await dynalite.start());
    await createJobsTable(client, localTable, { index: false });
    await DynamoDBDocumentClient.from(client).send(
      new PutCommand({ TableName: localTable, Item: aFailedJob() }),
    );
    client.destroy();
    workbench = await Workbench.open({
      extension: root,
      browserFlags: shortLived,
      env: await awsHome(temp.path, dynalite.endpoint),
    });
    await workbench.openView('Batch Monitor');
    await workbench.page
      .locator('.sidebar .welcome-view')
      .getByRole('button', { name: 'Get Started' })
      .click();
    await page().getByText('Get started with Batch Monitor').first().waitFor();
  });

  after(async () => {
    await workbench.close();
    await dynalite.stop();
    temp.remove();
  });

  it('has a step for everything to set up, none of them complete', async () => {
    await until('its steps', async () => {
      assert.deepEqual(await stepTitles(), [
        'Try it with sample data',
        'Install the AWS CLI',
        'Select a profile',
        'Select a region',
        'Select a table or AWS Batch',
        'Check the connection',
        'Open the dashboard',
        'Deploy AWS resources',
      ]);
      return true;
    });
    assert.deepEqual(await doneSteps(), []);
    await shot('fresh');
  });

  it('is completed step by step, according to the actual state', async () => {
    await step('Select a profile').click();
    await step('Select a profile').getByRole('button', { name: 'Select Profile' }).click();
    await workbench.page
      .locator('.quick-input-widget .monaco-list-row.focused', { hasText: 'dev' })
      .waitFor();
    await workbench.page.keyboard.press('Enter');
    // The usual table is there, so that this brings the jobs.
    await untilDone('Select a profile', 'Select a region', 'Select a table or AWS Batch');
    await workbench.treeRow('Ingest').waitFor();

    await step('Check the connection').click();
    await step('Check the connection').getByRole('button', { name: 'Check Connection' }).click();
    await untilChecked();
    await workbench.runCommand('Batch Monitor: Get Started');
    await untilDone('Check the connection');
    assert(!(await doneSteps()).includes('Open the dashboard'));
    await shot('half done');
  });

  it('shows a picture for every step, in the colours of the theme', async () => {
    await workbench.runCommand('Notifications: Clear All Notifications');
    const titles = await stepTitles();
    for (const title of titles) {
      await showsPicture(title);
    }
    // One tells: all name the same colours of the theme, and none of their own (contracts/manifest.test.ts).
    for (const theme of themes.filter(theme => theme !== 'Default Dark Modern')) {
      await workbench.setTheme(theme);
      await showsPicture(titles.at(-1) ?? '', theme);
    }
  });

  async function showsPicture(title: string, theme: Theme = 'Default Dark Modern'): Promise<void> {
    await step(title).click();
    await workbench.page
      .frameLocator('.getting-started-media iframe')
      .frameLocator('#active-frame')
      .locator('svg, h1')
      .first()
      .waitFor();
    await shot(`${theme} ${title}`);
  }

  const untilChecked = (): Promise<void> => workbench.editorTab('Connection Check').waitFor();
});
