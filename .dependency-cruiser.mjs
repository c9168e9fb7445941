/**
 * Which folder may import which; `npm run lint` holds it. Type imports count, too: whoever reads a file has
 * to know what it imports, whatever is left of it at run time.
 */

/** The folders of an area, bottom up: each imports itself and those before it. */
const floors = {
  'src/core': [
    ...['base', 'text', 'diagnostics', 'job', 'polling', 'filter', 'event', 'settings', 'store'],
    ...['aws', 'actions', 'query', 'export', 'failures', 'tree'],
  ],
  'src/data': ['config', 'errors', 'credentials', 'table', 'check', 'feed', 'log'],
  'src/ui': [
    ...['base', 'eventDocument', 'connection', 'actions', 'setUp', 'polling', 'statusBar'],
    ...['dashboard', 'export', 'jobsView', 'notifications', 'commands'],
  ],
  'webview/view': ['controls', 'charts', 'history', 'grid', 'details'],
};

const upwards = Object.entries(floors).flatMap(([area, folders]) =>
  folders.slice(0, -1).map((folder, index) => ({
    name: `${area}/${folder} imports no folder above it`,
    severity: 'error',
    from: { path: `^${area}/${folder}/` },
    to: { path: `^${area}/(${folders.slice(index + 1).join('|')})/` },
  })),
);

/** What files may import beside themselves; of packages, too. */
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
const coreFolders = folders => `^src/core/(${folders})/`;
const vsCode = '^(node_modules/@types/)?vscode($|/)';
const awsSdk = aPackage('@(aws-sdk|smithy)');

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    { name: 'no circles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'all is found', severity: 'error', from: {}, to: { couldNotResolve: true } },
    ...upwards,
    never(
      'the page composes its parts, which know nothing of it',
      '^webview/view/[^/]+/',
      '^webview/view/[^/]+$',
    ),
    never('what the page knows is apart from what it shows', '^webview/model/', '^webview/view/'),
    only('core imports itself and the lookup of texts', '^src/core/', aPackage('@vscode/l10n')),
    never(
      'data imports core alone',
      '^src/data/',
      '^(src/(ui|protocol|sample|[^/]+\\.ts)|webview)',
    ),
    only(
      'sample imports core and what a table is, so that nothing can leave the computer',
      '^src/sample/',
      ...['^src/core/', '^src/data/table/(jobTable|tableShape)\\.ts$', '^timers/promises$'],
      aPackage('@vscode/l10n'),
    ),
    never('the AWS SDK is used in src/data and lambda', '^(src/(?!data/)|webview/)', awsSdk),
    never(
      'vscode is used in src/ui and at the top of src',
      '^(src/(core|data|sample)|src/(protocol|ids)|webview|lambda)',
      vsCode,
    ),
    only(
      'what host and page share imports core',
      '^src/(protocol|ids)',
      '^src/core/',
      aPackage('valibot'),
    ),
    never(
      'a page imports the protocol and the parts of core that need no table',
      '^webview/',
      '^src/(?!protocol|ids\\.ts|core/(base|text|diagnostics|job|filter|actions|polling)/)',
    ),
    never(
      'the function imports what an event and a job are',
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
