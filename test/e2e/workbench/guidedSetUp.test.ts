import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { CreateTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Locator } from 'playwright-core';
import { Dynalite } from '../../local/dynamodb/dynalite';
import { scaled } from '../../local/process/slowness';
import { root } from '../../local/root';
import { createJobsTable } from '../../local/dynamodb/table';
import { TempFolder } from '../../local/process/tempFolder';
import { shortLived } from '../../local/vscode/browser';
import { Workbench } from '../../local/vscode/workbench';
import { LocalBatch } from '../../support/emulators/aws/localBatch';
import { emulatorClient } from '../../support/emulators/emulators';
import { awsHome } from './awsProfiles';
import { aFailedJob } from './items';

/** More interactions than this is no guided path. */
const goal = 6;

/** What a user does, counted. */
class User {
  interactions = 0;

  constructor(readonly workbench: Workbench) {}

  get picker(): Locator {
    return this.workbench.picker;
  }

  async click(what: Locator): Promise<void> {
    this.interactions++;
    await what.click();
  }

  /** Focuses `target` first, if there is one. */
  async press(key: string, target?: Locator): Promise<void> {
    this.interactions++;
    await (target ?? this.workbench.page.keyboard).press(key);
  }

  /** Waits for the step of the path of this title, with this entry to be taken by Enter. */
  async sees(title: string, entry: string | RegExp): Promise<void> {
    await this.picker.locator('.quick-input-title', { hasText: title }).waitFor();
    await this.picker.locator('.monaco-list-row.focused', { hasText: entry }).waitFor();
  }

  async choose(entry: string): Promise<void> {
    await this.click(this.picker.locator('.monaco-list-row', { hasText: entry }).first());
  }

  welcome(button: string): Locator {
    return this.workbench.page.locator('.sidebar .welcome-view').getByRole('button', {
      name: button,
      exact: true,
    });
  }
}

describe('the guided setup, from a fresh profile to the first job', () => {
  const temp = new TempFolder();
  const dynalite = new Dynalite();
  const batch = new LocalBatch();
  let client: DynamoDBClient;
  let documents: DynamoDBDocumentClient;
  let env: NodeJS.ProcessEnv;
  let user: User;
  let jobs = 0;

  const shot = (name: string): Promise<void> =>
    user.workbench.screenshot(path.join(root, 'out/screenshots', `set-up ${name}.png`));

  before(async () => {
    client = emulatorClient(await dynalite.start());
    documents = DynamoDBDocumentClient.from(client);
    for (const name of ['Accounts', 'BatchAudit', 'MonitoringToolTest']) {
      await createJobsTable(client, name, { index: false });
    }
    await client.send(
      new CreateTableCommand({
        TableName: 'Invoices',
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: [{ AttributeName: 'number', KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: 'number', AttributeType: 'S' }],
      }),
    );
    await documents.send(new PutCommand({ TableName: 'Invoices', Item: { number: '1', sum: 5 } }));
    batch.addQueue('render');
    batch.put({ jobId: 'of-batch', status: 'FAILED', stoppedAt: Date.now() });
    env = {
      ...(await awsHome(temp.path, dynalite.endpoint)),
      AWS_ENDPOINT_URL_BATCH: await batch.server.start(),
    };
  });

  beforeEach(async () => {
    // One more for each test, so that jobs kept from an earlier one are not enough.
    const Item = aFailedJob({ jobId: `failed-${++jobs}` });
    await documents.send(new PutCommand({ TableName: 'MonitoringToolTest', Item }));
  });

  after(async () => {
    client.destroy();
    await dynalite.stop();
    await batch.server.stop();
    temp.remove();
  });

  const openWindow = async (): Promise<void> => {
    const workbench = await Workbench.open({ extension: root, browserFlags: shortLived, env });
    user = new User(workbench);
    await workbench.openView('Batch Monitor');
    await user.welcome('Set Up…').waitFor();
  };

  const firstJob = async (): Promise<void> => {
    await user.workbench.treeRow(`${jobs} failed of ${jobs}`).waitFor();
  };

  const toProfiles = async (): Promise<void> => {
    await user.sees('Source of Jobs (1/4)', 'AWS Batch');
    await user.choose('Batch Monitor table');
    await user.sees('AWS Profile (2/4)', 'dev');
  };

  /** From the profile to the last step, with what each offers first. */
  const fromProfileToTables = async (): Promise<void> => {
    await user.press('Enter');
    await user.sees('AWS Region (3/4)', 'eu-west-1');
    await user.press('Enter');
    await user.sees('DynamoDB Table (4/4)', 'MonitoringToolTest');
  };

  const throughUsualSteps = async (): Promise<void> => {
    await toProfiles();
    await fromProfileToTables();
  };

  /** To the last step, which says why there are no tables. */
  const toTablesOfBrokenProfile = async (): Promise<void> => {
    await user.workbench.runCommand('Batch Monitor: Set Up…');
    await toProfiles();
    await user.choose('broken');
    await user.sees('AWS Region (3/4)', 'us-east-1');
    await user.press('Enter');
    await user.sees('DynamoDB Table (4/4)', 'Select Another Profile');
  };

  const isWithinGoal = (way: string): void => {
    console.log(`      ${way}: ${user.interactions} interactions from the opened view to the jobs`);
    assert(user.interactions <= goal, `${user.interactions}`);
  };

  describe('in a new window', () => {
    beforeEach(openWindow);
    afterEach(() => user.workbench.close());

    it('needs two clicks and three times Enter, because the defaults are sensible', async () => {
      await shot('welcome');
      await user.click(user.welcome('Set Up…'));
      await user.sees('Source of Jobs (1/4)', 'AWS Batch');
      await shot('source');
      await user.choose('Batch Monitor table');
      await user.sees('AWS Profile (2/4)', /dev.*access key · eu-west-1/);
      await shot('profile');
      await user.press('Enter');
      await user.sees('AWS Region (3/4)', /eu-west-1.*Europe \(Ireland\) · from the profile/);
      await shot('region');
      await user.press('Enter');
      await user.sees('DynamoDB Table (4/4)', 'MonitoringToolTest');
      await shot('table');
      await user.press('Enter');

      await firstJob();
      isWithinGoal('With the mouse');
      const message = await user.workbench.notification(
        '1 job read from table MonitoringToolTest in eu-west-1.',
      );
      await shot('done');
      await user.click(message.getByRole('button', { name: 'Open Dashboard' }));
      await user.workbench.editorTab('Batch Dashboard').waitFor();
    });

    it('works with the keyboard alone, and Escape changes nothing', async () => {
      const { page } = user.workbench;
      await user.workbench.runCommand('Batch Monitor: Set Up…');
      await user.sees('Source of Jobs (1/4)', 'AWS Batch');
      await page.keyboard.press('Enter');
      await user.sees('AWS Profile (2/3)', 'dev');
      await user.workbench.closePicker();
      await user.welcome('Set Up…').waitFor();

      // From the opened view: to its first button, and through the steps.
      await user.workbench.runCommand('Batch Monitor: Focus on Jobs View');
      await page.locator('.sidebar :focus').first().waitFor();
      await user.press('Enter', user.welcome('Set Up…'));
      await user.sees('Source of Jobs (1/4)', 'AWS Batch');
      await user.press('ArrowDown');
      await user.press('Enter');
      await user.sees('AWS Profile (2/4)', 'dev');
      await fromProfileToTables();
      await user.press('Enter');

      await firstJob();
      isWithinGoal('By keyboard');
    });

    it('reads AWS Batch itself after one click and three times Enter', async () => {
      const started = performance.now();
      await user.click(user.welcome('Set Up…'));
      await user.sees('Source of Jobs (1/4)', 'AWS Batch');
      await user.press('Enter');
      await user.sees('AWS Profile (2/3)', 'dev');
      await user.press('Enter');
      await user.sees('AWS Region (3/3)', 'eu-west-1');
      await user.press('Enter');

      await user.workbench.treeRow('render').waitFor();
      isWithinGoal('From AWS Batch itself');
      const seconds = (performance.now() - started) / 1000;
      console.log(`      From AWS Batch itself: ${seconds.toFixed(1)} s to the first job`);
      assert(seconds * 1000 < scaled(60_000), String(seconds));
      await user.workbench.notification('1 job read from AWS Batch in eu-west-1.');
      await shot('AWS Batch');
    });
  });

  describe('again and again in one window', () => {
    before(openWindow);
    after(() => user.workbench.close());

    beforeEach(async () => {
      await user.workbench.runCommand('Notifications: Clear All Notifications');
      // Removes what the test before has set up. Without a profile, the view has buttons in place of jobs.
      await user.workbench.changeSettings({});
      await user.welcome('Set Up…').or(user.welcome('Select Profile')).waitFor();
    });

    // First, while the view still offers to set up.
    it('continues automatically once a broken profile is fixed in its file', async () => {
      await toTablesOfBrokenProfile();

      const file = path.join(temp.path, '.aws/config');
      const broken = await readFile(file, 'utf8');
      const keys = { Version: 1, AccessKeyId: 'AKIALOCALLOCALLOCAL1', SecretAccessKey: 'local' };
      const mended = `credential_process = printf '%s' '${JSON.stringify(keys)}'`;
      try {
        await writeFile(file, broken.replace('credential_process = /bin/false', mended));
        await user.sees('DynamoDB Table (4/4)', 'MonitoringToolTest');
      } finally {
        await writeFile(file, broken);
      }
      await user.press('Escape');
      await user.welcome('Set Up…').waitFor();
    });

    it('offers another table when a table has no jobs', async () => {
      await user.workbench.runCommand('Batch Monitor: Set Up…');
      await throughUsualSteps();
      await user.choose('Invoices');

      const message = await user.workbench.notification(
        /Invoices has items, but none of them are jobs/,
      );
      await user.welcome('Select Table').waitFor();
      await shot('no job table');
      await user.click(message.getByRole('button', { name: 'Select Table' }));
      await user.sees('DynamoDB Table', 'Invoices');
      await user.choose('MonitoringToolTest');
      await firstJob();
    });

    it('goes back from a broken profile, by one step or to the start', async () => {
      await toTablesOfBrokenProfile();
      await user.picker
        .getByText(/credential process of profile "broken" provided no credentials/)
        .first()
        .waitFor();
      await shot('broken profile');
      await user.press('Enter');
      await user.sees('AWS Profile (2/4)', 'broken');
      await user.choose('dev');
      await user.sees('AWS Region (3/4)', 'eu-west-1');
      await user.click(user.picker.getByRole('button', { name: 'Back' }));
      await user.sees('AWS Profile (2/4)', 'dev');
      await fromProfileToTables();
      await user.press('Enter');
      await firstJob();
    });

    it('replaces a broken profile with the button of the message and of the view', async () => {
      await toTablesOfBrokenProfile();
      await user.workbench.page.keyboard.type('MonitoringToolTest');
      await user.sees('DynamoDB Table (4/4)', 'use this table');
      await user.press('Enter');

      const message = await user.workbench.notification(/credential process of profile "broken"/);
      await user.welcome('Select Profile').waitFor();
      await shot('broken profile taken');
      await user.click(message.getByRole('button', { name: 'Select Profile' }));
      await user.sees('AWS Profile', 'broken');
      await user.choose('dev');
      await firstJob();
    });

    // Last, because sample data does not depend on settings.
    it('starts sample data instead', async () => {
      await user.workbench.runCommand('Batch Monitor: Set Up…');
      await user.sees('Source of Jobs (1/4)', 'AWS Batch');
      await user.choose('Sample data');
      await user.workbench.treeRow('Ingest').waitFor();
    });
  });
});
