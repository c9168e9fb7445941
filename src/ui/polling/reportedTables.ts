import type { Connection } from '../../data/config/connection';
import type { Memento } from '../base/memento';

/** Remembers under a key which tables the user has been told about, so that each message comes once per table. */
export class ReportedTables {
  /** `memory` is shared by all windows and kept across restarts. */
  constructor(
    private readonly memory: Memento,
    private readonly key: string,
  ) {}

  has(table: TableName): boolean {
    return this.names.includes(nameOf(table));
  }

  add(table: TableName): PromiseLike<void> {
    return this.memory.update(this.key, [...this.names, nameOf(table)]);
  }

  private get names(): readonly string[] {
    const stored = this.memory.get(this.key);
    return Array.isArray(stored) ? stored.filter(name => typeof name === 'string') : [];
  }
}

type TableName = Pick<Connection, 'region' | 'tableName'>;

const nameOf = ({ region, tableName }: TableName): string => `${region}/${tableName}`;
