import assert from 'node:assert/strict';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Mocha, { type Suite } from 'mocha';
import { addWitness } from '../../../local/vscode/witnesses';
import { failureFolder } from '../../../support/failures/failureFolder';
import { mochaHooks } from '../../../support/failures/failureHooks';

describe('the state captured on a failure', () => {
  /** Stands for a browser: it can show something only while it is open. */
  let isOpen = true;
  const screen = {
    capture: (folder: string): Promise<void> => {
      assert(isOpen, 'it is closed');
      writeFileSync(path.join(folder, 'screen.txt'), 'what was to be seen');
      return Promise.resolve();
    },
  };
  const forget = addWitness(screen);
  after(forget);

  /** Runs a suite in a mocha of its own, and gives the titles of what failed. */
  async function failing(build: (suite: Suite) => void): Promise<string[]> {
    isOpen = true;
    const mocha = new Mocha({ reporter: Mocha.reporters.Base });
    mocha.rootHooks(mochaHooks);
    const suite = Mocha.Suite.create(mocha.suite, 'captures');
    suite.afterAll(() => {
      isOpen = false;
    });
    build(suite);
    const titles: string[] = [];
    await new Promise(resolve =>
      mocha.run(resolve).on('fail', test => titles.push(test.fullTitle())),
    );
    return titles;
  }

  const seen = (title: string): string =>
    readFileSync(path.join(failureFolder(title), 'screen.txt'), 'utf8');

  afterEach(() => {
    for (const title of ['captures one', 'captures two', 'captures "before all" hook for "one"']) {
      rmSync(failureFolder(title), { recursive: true, force: true });
    }
  });

  it('is the state the test saw, before its own hooks close it', async () => {
    const titles = await failing(suite => {
      suite.afterEach(() => {
        isOpen = false;
      });
      suite.addTest(
        new Mocha.Test('one', () => {
          throw new Error('wrong');
        }),
      );
    });
    assert.deepEqual(titles, ['captures one']);
    assert.equal(seen('captures one'), 'what was to be seen');
  });

  it('includes tests that time out', async () => {
    const titles = await failing(suite => {
      const slow = new Mocha.Test('one', () => new Promise<void>(() => undefined));
      suite.addTest(slow);
      slow.timeout(10);
    });
    assert.deepEqual(titles, ['captures one']);
    assert.equal(seen('captures one'), 'what was to be seen');
  });

  it('includes hooks that fail before all tests', async () => {
    const titles = await failing(suite => {
      suite.beforeAll(() => {
        throw new Error('wrong');
      });
      suite.addTest(new Mocha.Test('one', () => undefined));
    });
    assert.deepEqual(titles, ['captures "before all" hook for "one"']);
    assert.equal(seen(titles[0] ?? ''), 'what was to be seen');
  });

  it('is empty if nothing failed', async () => {
    const titles = await failing(suite => suite.addTest(new Mocha.Test('two', () => undefined)));
    assert.deepEqual(titles, []);
    assert(!existsSync(failureFolder('captures two')));
  });

  it('comes before the source recovers for the next test', async () => {
    const order: string[] = [];
    const note = (what: string): Promise<void> => {
      order.push(what);
      return Promise.resolve();
    };
    const forgetNoting = addWitness({
      capture: () => note('captured'),
      recover: () => note('recovered'),
    });
    try {
      await failing(suite => {
        suite.addTest(
          new Mocha.Test('one', () => {
            throw new Error('wrong');
          }),
        );
        suite.addTest(new Mocha.Test('two', () => note('the next test')));
      });
      assert.deepEqual(order, ['captured', 'recovered', 'the next test']);
    } finally {
      forgetNoting();
    }
  });

  it('includes a note about a source that does not respond, beside the others', async () => {
    const forgetBroken = addWitness({ capture: () => Promise.reject(new Error('it has crashed')) });
    try {
      await failing(suite =>
        suite.addTest(
          new Mocha.Test('one', () => {
            throw new Error('wrong');
          }),
        ),
      );
      assert.equal(seen('captures one'), 'what was to be seen');
      const word = path.join(failureFolder('captures one'), '2/capture.log');
      assert.match(readFileSync(word, 'utf8'), /it has crashed/);
    } finally {
      forgetBroken();
    }
  });
});
