import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { remedyCommands } from '../../../src/core/diagnostics/errors';
import { remedyTitles } from '../../../src/core/diagnostics/remedyTitles';
import { commands, contextKeys } from '../../../src/ids';
import { namedProblems, problemOf } from '../../../src/ui/jobsView/welcomeProblem';
import { errorsIn } from '../../support/sources/errorsInSources';
import { manifestTexts, sourcesWithTexts } from '../../support/sources/texts';

const { contributes } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly contributes: {
    readonly viewsWelcome: readonly { readonly when: string; readonly contents: string }[];
    readonly commands: readonly { readonly command: string }[];
  };
};

const texts = manifestTexts();
const errors = sourcesWithTexts().flatMap(errorsIn);
/** What a read of the jobs, and so the view, can fail of. */
const ofReads = errors.filter(
  ({ place }) => place.startsWith('src/data/') && !/^src\/data\/(check|logs)\//.test(place),
);

/** The commands of the button and the links of a problem's welcome text, in their order. */
function buttonsOf(problem: string): readonly string[] {
  const welcome = contributes.viewsWelcome.filter(({ when }) =>
    when.includes(`${contextKeys.problem} == '${problem}'`),
  );
  assert.equal(welcome.length, 1, problem);
  const text = texts[(welcome[0]?.contents ?? '').slice(1, -1)] ?? '';
  return [...text.matchAll(/\[[^\]]+\]\(command:([\w.]+)\)/g)].map(match => match[1] ?? '');
}

describe('the remedy of an error', () => {
  it('is a command of the manifest with a title for its button', () => {
    const known = contributes.commands.map(({ command }) => command);
    for (const name of remedyCommands) {
      assert(known.includes(commands[name]), name);
      assert.notEqual(remedyTitles[name], '', name);
    }
  });

  it('is known for every error in the sources', () => {
    assert(errors.length > 25, String(errors.length));
    const known: readonly (string | undefined)[] = remedyCommands;
    const unknown = errors.filter(({ command }) => !known.includes(command));
    // They pass on what another place says.
    assert.deepEqual(
      unknown.map(({ place }) => place.replace(/:\d+$/, '')),
      [
        'src/data/check/checkTable.ts',
        'src/data/credentials/credentialFailure.ts',
        'src/data/credentials/missingCredentials.ts',
        'src/ui/setUp/selectPart.ts',
      ],
    );
  });

  it('has a button in the welcome text of its problem', () => {
    const failing = ofReads.filter(({ code }) => code !== undefined);
    assert(failing.length > 20, String(failing.length));
    const missing = failing.filter(({ code = '', command }) => {
      return command !== undefined && !buttonsOf(problemOf({ code })).includes(commands[command]);
    });
    assert.deepEqual(missing, []);
  });

  it('is the first button if all errors of the problem have the same remedy', () => {
    for (const problem of namedProblems) {
      const helps = new Set(
        ofReads
          .filter(({ code }) => code !== undefined && problemOf({ code }) === problem)
          .flatMap(({ command }) => command ?? []),
      );
      const [only, ...others] = helps;
      if (only !== undefined && others.length === 0) {
        assert.equal(buttonsOf(problem)[0], commands[only], problem);
      }
    }
  });

  it('has at most as many buttons as a view can show', () => {
    for (const problem of [...namedProblems, 'other']) {
      const count = buttonsOf(problem).length;
      assert(count >= 2 && count <= 5, `${problem}: ${count}`);
    }
  });
});
