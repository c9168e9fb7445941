import type { Context, Hook, Suite } from 'mocha';
import { measureSlowness, scaled } from '../../local/process/slowness';

/** Mocha's hooks of a suite, which its types omit. */
export interface SuiteWithHooks extends Suite {
  readonly suites: SuiteWithHooks[];
  getHooks(name: 'beforeAll' | 'beforeEach' | 'afterEach' | 'afterAll'): Hook[];
}

/** The root suite, from the context of a root hook. */
export function rootOf({ test }: Context): SuiteWithHooks {
  let suite = test?.parent;
  while (suite?.parent) {
    suite = suite.parent;
  }
  if (!suite) {
    throw new Error('A hook of mocha belongs to a suite.');
  }
  return suite as SuiteWithHooks;
}

function scaleTimeouts(suite: SuiteWithHooks): void {
  const names = ['beforeAll', 'beforeEach', 'afterEach', 'afterAll'] as const;
  for (const runnable of [...suite.tests, ...names.flatMap(name => suite.getHooks(name))]) {
    runnable.timeout(scaled(runnable.timeout()));
  }
  suite.suites.forEach(scaleTimeouts);
}

/** Timeouts assume a quiet machine; scale them for a slow or busy one. */
export const mochaHooks = {
  beforeAll(this: Context): void {
    // Workers run file after file, while other programs start and end.
    measureSlowness();
    scaleTimeouts(rootOf(this));
  },
};
