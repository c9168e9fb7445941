import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin';

const lookUps = new Set(['t', 'plural']);

/** What users read is compared with its translations by other tests, and may be worded anew: no behaviour. */
const textIgnorer = {
  shouldIgnore(path) {
    const isText = path.isStringLiteral() || path.isTemplateLiteral();
    const isLookedUp =
      path.parentPath?.isCallExpression() &&
      path.listKey === 'arguments' &&
      path.parent.callee.type === 'Identifier' &&
      lookUps.has(path.parent.callee.name);
    return isText && isLookedUp ? 'A text for users.' : undefined;
  },
};

export const strykerPlugins = [declareValuePlugin(PluginKind.Ignore, 'texts', textIgnorer)];
