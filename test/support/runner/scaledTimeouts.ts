import type { Context, Hook, Suite } from 'mocha';
import { scaled } from '../../local/process/slowness';

/** What mocha calls the hooks of a suite, and keeps to itself. */
export interface SuiteWithHooks extends Suite {
  readonly suites: SuiteWithHooks[];
  getHooks(name: 'beforeAll' | 'beforeEach' | 'afterEach' | 'afterAll'): Hook[];
}

/** Of the hook that runs before all files. */
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

/** Limits of tests and hooks are those of a quiet machine; a slow or busy one gets more. */
export const mochaHooks = {
  beforeAll(this: Context): void {
    scaleTimeouts(rootOf(this));
  },
};
