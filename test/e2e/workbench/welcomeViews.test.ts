import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { root } from '../../local/root';
import { TempFolder } from '../../local/process/tempFolder';
import type { Theme } from '../../local/vscode/themes';
import { until } from '../../local/process/until';
import { shortLived } from '../../local/vscode/browser';
import { Workbench } from '../../local/vscode/workbench';
import { LocalServer, type Answer } from '../../support/emulators/aws/localServer';
import { awsEnvironment } from './awsProfiles';

const dynamo = (status: number, body: unknown): Answer => ({
  status,
  type: 'application/x-amz-json-1.0',
  body: JSON.stringify(body),
});

/** As DynamoDB refuses. */
const refusal = (name: string, message = name): Answer =>
  dynamo(400, { __type: `com.amazonaws.dynamodb.v20120810#${name}`, message });

const scanned = (...items: readonly unknown[]): Answer =>
  dynamo(200, { Items: items, Count: items.length, ScannedCount: items.length });

interface Case {
  readonly name: string;
  readonly answer: Answer;
  /** What the view says, and its buttons. */
  readonly text: RegExp;
  readonly buttons: readonly string[];
}

const cases: readonly Case[] = [
  {
    name: 'access denied',
    answer: refusal('AccessDeniedException', 'User eve may not dynamodb:Scan'),
    text: /is not allowed to read this table/,
    buttons: ['Check Connection', 'Select Profile', 'Select Table', 'Refresh'],
  },
  {
    name: 'table missing',
    answer: refusal('ResourceNotFoundException'),
    text: /This table does not exist in this region/,
    buttons: [
      'Select Table',
      'Select Region',
      'Select Profile',
      'Deploy AWS Resources',
      'Check Connection',
    ],
  },
  {
    name: 'session expired',
    answer: refusal('ExpiredTokenException'),
    text: /You are not signed in to AWS/,
    buttons: ['Sign In', 'Select Profile', 'Check Connection', 'Refresh', 'Show Sample Data'],
  },
  {
    name: 'credentials refused',
    answer: refusal('UnrecognizedClientException'),
    text: /provides no usable credentials/,
    buttons: ['Select Profile', 'Check Connection', 'Sign In', 'Refresh', 'Show Sample Data'],
  },
  {
    name: 'throttled',
    answer: refusal('ThrottlingException'),
    text: /AWS throttled the requests/,
    buttons: ['Open Settings', 'Refresh', 'Check Connection'],
  },
  {
    name: 'any other error',
    answer: refusal('ValidationException'),
    text: /Could not read the jobs/,
    buttons: ['Check Connection', 'Refresh', 'Show Log', 'Show Sample Data'],
  },
  {
    name: 'no jobs yet',
    answer: scanned(),
    text: /The table has no jobs yet/,
    buttons: [
      'Deploy AWS Resources',
      'Check Connection',
      'Select Table',
      'Refresh',
      'Show Sample Data',
    ],
  },
  {
    name: 'items that are no jobs',
    answer: scanned({ number: { S: '1' } }),
    text: /items, but none of them are jobs/,
    buttons: ['Select Table', 'Check Connection', 'Show Log'],
  },
];

describe('the view without jobs', () => {
  const temp = new TempFolder();
  let answer = scanned();
  const server = new LocalServer(() => answer);
  let workbench: Workbench;

  const welcome = (): Locator => workbench.page.locator('.sidebar .welcome-view').first();

  const shot = (name: string): Promise<void> =>
    workbench.screenshot(path.join(root, 'out/screenshots', `welcome ${name}.png`));

  async function shows(text: RegExp, buttons: readonly string[]): Promise<void> {
    await welcome().getByText(text).first().waitFor();
    // VS Code draws it anew, from nothing, for each context key that changes.
    await until('its buttons', async () => {
      assert.deepEqual(await welcome().getByRole('button').allInnerTexts(), buttons);
      return true;
    });
  }

  before(async () => {
    await mkdir(path.join(temp.path, '.aws'));
    await writeFile(
      path.join(temp.path, '.aws/config'),
      [
        '[profile dev]',
        'region = eu-west-1',
        '[profile guarded]',
        'role_arn = arn:aws:iam::123456789012:role/reader',
        'source_profile = dev',
        'mfa_serial = arn:aws:iam::123456789012:mfa/phone',
      ].join('\n'),
    );
    await writeFile(
      path.join(temp.path, '.aws/credentials'),
      '[dev]\naws_access_key_id = AKIALOCALLOCALLOCAL1\naws_secret_access_key = local\n',
    );
    workbench = await Workbench.open({
      extension: root,
      browserFlags: shortLived,
      env: awsEnvironment(temp.path, await server.start()),
      settings: { 'batchMonitor.profile': 'dev', 'batchMonitor.refreshIntervalSeconds': 0 },
    });
    await workbench.openView('Batch Monitor');
    // A refresh while the first one is under way is the same one, with the earlier answer.
    await welcome().getByText('The table has no jobs yet').waitFor();
  });

  after(async () => {
    await workbench.close();
    await server.stop();
    temp.remove();
  });

  for (const { name, answer: given, text, buttons } of cases) {
    it(`explains what is wrong and offers a remedy: ${name}`, async () => {
      answer = given;
      await workbench.runCommand('Batch Monitor: Refresh');
      await shows(text, buttons);
      await workbench.runCommand('Notifications: Clear All Notifications');
      await shot(name);
    });
  }

  it('explains that a profile requires a code', async () => {
    await workbench.changeSettings({ 'batchMonitor.profile': 'guarded' });
    await shows(/requires a code from your MFA device/, [
      'Enter Code',
      'Select Profile',
      'Check Connection',
      'Show Sample Data',
    ]);
    await shot('mfa');
    await welcome().getByRole('button', { name: 'Enter Code' }).click();
    await workbench.page.locator('.quick-input-widget input').waitFor();
    await workbench.closePicker();
  });

  it('explains that there are no credentials at all', async () => {
    await workbench.changeSettings({
      'batchMonitor.profile': '',
      'batchMonitor.region': 'eu-west-1',
    });
    await shows(/No AWS credentials were found/, [
      'Set Up…',
      'Select Profile',
      'Check Connection',
      'Show Sample Data',
    ]);
  });

  it('explains that the endpoint does not respond', async () => {
    await workbench.changeSettings({
      'batchMonitor.profile': 'dev',
      'batchMonitor.endpoint': 'http://127.0.0.1:1',
    });
    await shows(/Could not reach AWS/, [
      'Check Connection',
      'Refresh',
      'Select Region',
      'Open Settings',
    ]);
  });

  for (const theme of [
    'Default Light Modern',
    'Default High Contrast',
  ] as const satisfies readonly Theme[]) {
    it(`is readable in ${theme}`, async () => {
      await workbench.setTheme(theme);
      await shows(/Could not reach AWS/, [
        'Check Connection',
        'Refresh',
        'Select Region',
        'Open Settings',
      ]);
      await shot(`network ${theme}`);
    });
  }
});
