import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { UserError } from '../../../src/core/diagnostics/errors';
import {
  colors,
  commands,
  contextKeys,
  settingKeys,
  settingsSection,
  views,
  walkthroughs,
} from '../../../src/ids';
import { manifestTexts } from '../../support/sources/texts';
import { namedProblems, problemOf } from '../../../src/ui/jobsView/welcomeProblem';

interface Manifest {
  readonly engines: { readonly vscode: string };
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly category: string }[];
    readonly walkthroughs: readonly {
      readonly id: string;
      readonly steps: readonly {
        readonly id: string;
        readonly description: string;
        readonly media: Readonly<Record<string, string>>;
        readonly completionEvents: readonly string[];
      }[];
    }[];
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly viewsWelcome: readonly {
      readonly view: string;
      readonly when: string;
      readonly contents: string;
    }[];
    readonly menus: Readonly<
      Record<
        string,
        readonly {
          readonly command?: string;
          readonly submenu?: string;
          readonly group: string;
          readonly when?: string;
        }[]
      >
    >;
    readonly submenus: readonly { readonly id: string }[];
    readonly keybindings: readonly { readonly command: string; readonly when: string }[];
    readonly colors: readonly { readonly id: string }[];
    readonly configuration: {
      readonly properties: Readonly<
        Record<string, { readonly scope: string; readonly default: unknown }>
      >;
    };
  };
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
const { contributes } = manifest;

const english = manifestTexts();
const resolved = (text: string): string => english[text.slice(1, -1)] ?? '';

describe('package.json', () => {
  it('has exactly the commands of ids.ts, in one category', () => {
    assert.deepEqual(
      contributes.commands.map(({ command }) => command).toSorted(),
      Object.values(commands).toSorted(),
    );
    assert.deepEqual(
      new Set(contributes.commands.map(({ category }) => category)),
      new Set(['Batch Monitor']),
    );
  });

  it('has exactly the settings of ids.ts', () => {
    assert.deepEqual(
      Object.keys(contributes.configuration.properties).toSorted(),
      Object.values(settingKeys)
        .map(key => `${settingsSection}.${key}`)
        .toSorted(),
    );
  });

  it('has exactly the colours and views of ids.ts', () => {
    assert.deepEqual(
      contributes.colors.map(({ id }) => id).toSorted(),
      Object.values(colors).toSorted(),
    );
    assert.deepEqual(
      Object.values(contributes.views)
        .flat()
        .map(({ id }) => id),
      Object.values(views),
    );
  });

  it('has every button of a row also in its context menu, for the keyboard', () => {
    const inRows = contributes.menus['view/item/context'] ?? [];
    const named = (isInline: boolean): string[] =>
      inRows
        .filter(({ group }) => group.startsWith('inline') === isInline)
        .map(({ command, when }) => `${command}: ${when}`);
    const buttons = named(true);
    assert(buttons.length > 0);
    assert.deepEqual(
      buttons.filter(button => !named(false).includes(button)),
      [],
    );
  });

  it('links menus and welcome views to commands that exist', () => {
    const known: readonly string[] = Object.values(commands);
    const linked = [
      ...Object.values(contributes.menus)
        .flat()
        .flatMap(({ command }) => command ?? []),
      ...contributes.keybindings.map(({ command }) => command),
      ...contributes.viewsWelcome.flatMap(({ contents }) =>
        [...resolved(contents).matchAll(/\(command:([\w.]+)\)/g)].map(match => match[1] ?? ''),
      ),
    ];
    assert.deepEqual(
      linked.filter(command => !known.includes(command)),
      [],
    );
    const keys = {
      [views.jobs]: contextKeys.phase,
      [views.actions]: contextKeys.actionHistory,
      [views.queues]: contextKeys.queues,
    };
    assert(
      contributes.viewsWelcome.every(({ view, when }) =>
        when.includes(keys[view as keyof typeof keys]),
      ),
    );
  });

  it('offers to acknowledge failures even when the filter of the tree hides all jobs', () => {
    const names = [
      commands.acknowledgeFailures,
      commands.acknowledgeJob,
      commands.unacknowledgeJob,
    ];
    for (const name of names) {
      const item = contributes.menus['commandPalette']?.find(({ command }) => command === name);
      const pattern = /^batchMonitor\.phase =~ \/(.*)\/$/.exec(item?.when ?? '')?.[1] ?? '';
      const offered = ['loading', 'empty', 'failed', 'filtered', 'ready'].filter(phase =>
        new RegExp(pattern).test(phase),
      );
      assert.deepEqual(offered, ['filtered', 'ready'], name);
    }
  });

  it('has only submenus that are in a menu', () => {
    const named = Object.values(contributes.menus).flatMap(items =>
      items.flatMap(({ submenu }) => submenu ?? []),
    );
    assert.deepEqual(
      [...new Set(named)].toSorted(),
      contributes.submenus.map(({ id }) => id).toSorted(),
    );
    assert(contributes.submenus.every(({ id }) => contributes.menus[id]));
  });

  it('binds keys only within its own views', () => {
    const own = `focusedView == '${views.jobs}'`;
    assert.deepEqual(
      contributes.keybindings.filter(({ when }) => !when.includes(own)),
      [],
    );
  });

  it('has welcome texts with at most one button, the remedy; other commands are links below it', () => {
    for (const { contents } of contributes.viewsWelcome) {
      const text = resolved(contents);
      const links = text.match(/\[[^\]]+\]\(command:[\w.]+\)/g) ?? [];
      // VS Code draws a link as a button if it is alone on its line.
      const buttons = text.match(/^\[[^\]]+\]\(command:[\w.]+\)$/gm) ?? [];
      assert.deepEqual(buttons, links.slice(0, 1), contents);
    }
  });

  it('has one welcome text for each problem and no others', () => {
    const whens = contributes.viewsWelcome
      .map(({ when }) => new RegExp(`${contextKeys.problem} (==|=~) (.+)$`).exec(when))
      .flatMap(match => (match ? [{ operator: match[1], operand: match[2] ?? '' }] : []));
    for (const code of [...namedProblems, 'feed.unexpected']) {
      const problem = problemOf(new UserError(code, '', ''));
      const fitting = whens.filter(({ operator, operand }) =>
        operator === '=='
          ? operand === `'${problem}'`
          : new RegExp(operand.slice(1, -1)).test(problem),
      );
      assert.equal(fitting.length, 1, code);
    }
  });

  it('has pictures in the walkthrough that name only colors of the theme', () => {
    const pictures = contributes.walkthroughs
      .flatMap(({ steps }) => steps)
      .flatMap(({ media }) => media['svg'] ?? []);
    assert.ok(pictures.length > 0);
    for (const picture of pictures) {
      const text = readFileSync(picture, 'utf8');
      const named = [...text.matchAll(/\b(fill|stroke)="([^"]*)"/g)].map(([, , color]) => color);
      assert.ok(named.length > 0, picture);
      for (const color of named) {
        assert.match(color ?? '', /^(none|var\(--vscode-[^#]+\))$/, picture);
      }
      assert.doesNotMatch(text, /style|#|rgb|<image/, picture);
    }
  });

  it('has the walkthrough of ids.ts, whose steps link to commands and complete on the right events', () => {
    assert.deepEqual(
      contributes.walkthroughs.map(({ id }) => id),
      Object.values(walkthroughs),
    );
    const keys: readonly string[] = Object.values(contextKeys);
    const known: readonly string[] = Object.values(commands);
    for (const { id, description, media, completionEvents } of contributes.walkthroughs.flatMap(
      ({ steps }) => steps,
    )) {
      const buttons = [...resolved(description).matchAll(/\(command:([\w.]+)\)/g)];
      assert(buttons.length > 0, id);
      assert(
        buttons.every(([, command = '']) => known.includes(command)),
        id,
      );
      assert(completionEvents.length > 0, id);
      for (const event of completionEvents) {
        const [kind, name = ''] = event.split(':');
        assert(
          kind === 'onCommand'
            ? known.includes(name)
            : kind === 'onContext' && keys.includes(name.replace(/ == '\w+'$/, '')),
          event,
        );
      }
      assert(existsSync(media['svg'] ?? media['markdown'] ?? ''), id);
    }
  });

  it('names the default table that is tried when none is set', () => {
    const { contents = '' } =
      contributes.viewsWelcome.find(({ when }) => when.includes("'unconfigured'")) ?? {};
    for (const key of [settingKeys.tableName, settingKeys.region]) {
      const defaultValue =
        contributes.configuration.properties[`${settingsSection}.${key}`]?.default;
      assert(typeof defaultValue === 'string' && resolved(contents).includes(defaultValue), key);
    }
  });

  it('lets no workspace redirect credentials', () => {
    const scope = (key: string) =>
      contributes.configuration.properties[`${settingsSection}.${key}`]?.scope;
    assert.equal(scope(settingKeys.endpoint), 'machine');
    assert.equal(scope(settingKeys.profile), 'application');
  });

  it('uses the types of the oldest VS Code it supports', () => {
    assert.equal(manifest.engines.vscode, `^${manifest.devDependencies['@types/vscode'] ?? ''}`);
  });
});
