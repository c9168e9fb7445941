import { t } from '@vscode/l10n';
import type { ConnectionPart } from '../../core/settings/namedConnections';
import type { SourceNames } from '../../core/text/sourceTexts';
import type { Connection } from '../../data/config/connection';

type Remedy = 'checkConnection' | 'openAwsSetup' | 'selectTable' | 'selectRegion';

/** What differs between the sources of jobs for those who show or change connections. Names are ready for display. */
interface SourceTraits {
  /** Whether the user consented to reading AWS Batch by selecting the source. */
  readonly readsBatch: boolean;
  /** Parts of a connection that mean nothing to it. */
  readonly unusedParts: readonly ConnectionPart[];
  /** What selecting a table changes as well. */
  readonly toTable: { readonly source?: 'table' };
  names(table: string, region: string): SourceNames;
  location(table: string, region: string): string;
  /** Why there may be no jobs, and what helps. */
  empty(table: string, region: string): readonly [text: string, ...remedies: Remedy[]];
}

const traits: Readonly<Record<'table' | 'batch', SourceTraits>> = {
  table: {
    readsBatch: false,
    unusedParts: [],
    toTable: {},
    names: (table, region) => ({ table, region }),
    location: (table, region) => t('Table {table}, region {region}', { table, region }),
    empty: table => [
      t(
        'Table {0} has no jobs yet. The deployed AWS resources add each job at its next status change.',
        table,
      ),
      ...(['checkConnection', 'openAwsSetup', 'selectTable'] as const),
    ],
  },
  batch: {
    readsBatch: true,
    unusedParts: ['tableName', 'endpoint'],
    toTable: { source: 'table' },
    names: (_, region) => ({ table: undefined, region }),
    location: (_, region) => t('AWS Batch, region {region}', { region }),
    empty: (_, region) => [
      t('AWS Batch in {0} has no recent jobs. New jobs appear automatically.', region),
      ...(['checkConnection', 'selectRegion'] as const),
    ],
  },
};

export const sourceTraits = ({ source = 'table' }: Pick<Connection, 'source'>): SourceTraits =>
  traits[source];
