/** Which folder may import which; `npm run lint` checks it. Type imports count, because readers follow them too. */

/** The folders of each area, bottom up: a folder may import itself and those listed before it. */
const layers = {
  'src/core': [
    ...['base', 'text', 'diagnostics', 'job', 'polling', 'filter', 'event', 'causes', 'settings'],
    ...[
      'store',
      'aws',
      'logs',
      'actions',
      'query',
      'export',
      'failures',
      'media',
      'queues',
      'tree',
    ],
  ],
  'src/data': ['config', 'errors', 'credentials', 'table', 'feed', 'batch', 'logs', 'check', 'log'],
  'src/ui': [
    ...['base', 'eventDocument', 'connection', 'actions', 'setUp', 'polling', 'statusBar'],
    ...['dashboard', 'export', 'logs', 'jobsView', 'queues', 'notifications', 'commands'],
  ],
  'webview/view': ['controls', 'charts', 'history', 'grid', 'details', 'media', 'failures'],
};

const upwards = Object.entries(layers).flatMap(([area, folders]) =>
  folders.slice(0, -1).map((folder, index) => ({
    name: `${area}/${folder} imports no folder above it`,
    severity: 'error',
    from: { path: `^${area}/${folder}/` },
    to: { path: `^${area}/(${folders.slice(index + 1).join('|')})/` },
  })),
);

/** Files that match `from` may import each other and what is allowed, packages included. */
const only = (name, from, ...allowed) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: { pathNot: [from, ...allowed] },
});

const never = (name, from, to) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: { path: to },
});

const aPackage = name => `^node_modules/${name}/`;
const vsCode = '^(node_modules/@types/)?vscode($|/)';
const awsSdk = aPackage('@(aws-sdk|smithy)');

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    { name: 'no circular imports', severity: 'error', from: {}, to: { circular: true } },
    { name: 'every import resolves', severity: 'error', from: {}, to: { couldNotResolve: true } },
    ...upwards,
    never(
      'parts of the page do not import the page',
      '^webview/view/[^/]+/',
      '^webview/view/[^/]+$',
    ),
    never('the model of the page does not import its views', '^webview/model/', '^webview/view/'),
    only('core imports only itself and the text lookup', '^src/core/', aPackage('@vscode/l10n')),
    never('only main composes', '^src/(?!main\\.ts|compose/)', '^src/compose/'),
    never('data imports only core', '^src/data/', '^(src/(?!core/|data/)|webview/|lambda/|test/)'),
    only(
      'sample imports only core and the table interface, so that no data can leave the computer',
      '^src/sample/',
      ...['^src/core/', '^src/data/table/(jobTable|tableShape)\\.ts$', '^timers/promises$'],
    ),
    never('the AWS SDK is used in src/data and lambda', '^(src/(?!data/)|webview/)', awsSdk),
    never(
      'vscode is used in src/ui and at the top of src',
      '^(src/(core|data|sample)|src/(protocol|ids)|webview|lambda)',
      vsCode,
    ),
    only(
      'what host and page share imports only core',
      '^src/(protocol|ids)',
      '^src/core/',
      aPackage('valibot'),
    ),
    never(
      'the page imports only the protocol and the folders of core that need no table',
      '^webview/',
      '^src/(?!protocol|core/(base|text|diagnostics|job|filter|actions|polling)/)',
    ),
    never(
      'what the tools share imports neither tool',
      '^lambda/tools/[^/]+$',
      '^lambda/tools/(backfill|replay)/',
    ),
    never('backfill does not import replay', '^lambda/tools/backfill/', '^lambda/tools/replay/'),
    never('replay does not import backfill', '^lambda/tools/replay/', '^lambda/tools/backfill/'),
    never('the function does not import its tools', '^lambda/[^/]+$', '^lambda/tools/'),
    never(
      'the Lambda function imports only what describes events and jobs',
      '^lambda/',
      '^(webview|src/(?!core/(base|text|job|event)/))',
    ),
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    skipAnalysisNotInRules: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'types', 'default'],
    },
  },
};
