import { causeIdOf, signatureOf, waitingCauseIdOf } from '../causes/causeOf';
import { hashOf } from '../job/shard';
import { isTerminal } from '../job/status';
import type { Coded } from './columns/coded';
import type { CodedField } from './columns/codedField';
import type { FactsField } from './columns/factsField';
import type { NumberField } from './columns/numberField';
import { RowCodes } from './columns/rowCodes';
import type { SharedTextField } from './columns/sharedTextField';

interface FailureFields {
  readonly status: CodedField<string>;
  readonly statusReason: SharedTextField<string>;
  readonly reason: SharedTextField<string | undefined>;
  readonly exitCode: NumberField;
  readonly facts: FactsField;
}

/** Failures of one cause that look alike. */
export interface FailureKind {
  /** The same in every session, so that searches and links can name it. */
  readonly id: string;
  readonly causeId: string;
  readonly signature: string;
  readonly exitCode: number | undefined;
}

type ByExitCode = Map<number, Classification>;
type ByReason = Map<string | undefined, ByExitCode>;

interface Classification {
  readonly number: number;
  readonly cause: number;
  readonly group: number;
}

const none: Classification = { number: 0, cause: 0, group: 0 };

/** With more distinct reasons, repeats are rare. */
const maxKnown = 20_000;

/**
 * Causes and failure groups of rows, as codes. Reasons repeat, so each is classified once. Code 0 means that a job
 * has not failed; a waiting job whose reason AWS tells has a cause, but belongs to no group of failures.
 */
export class RowFailures {
  readonly causes: Coded;
  readonly groups: Coded;
  private readonly causeIds: string[] = [''];
  private readonly kinds: (FailureKind | undefined)[] = [undefined];
  private readonly groupIds: string[] = [''];
  private readonly codeOfCause = new Map<string, number>([['', 0]]);
  private readonly codeOfGroup = new Map<string, number>();
  /** By row, the number of its classification plus one; 0 if it is not known. */
  private readonly ofRow = new RowCodes();
  private readonly all: Classification[] = [none];
  private readonly byCodes = new Map<string, Classification>();
  private known = new Map<string, ByReason>();
  private knownCount = 0;
  /** Of jobs that are not blocked, by reason and status. */
  private knownWaiting = new Map<string, Map<string, Classification>>();

  constructor(private readonly fields: FailureFields) {
    this.causes = { code: row => this.classify(row).cause, values: this.causeIds };
    this.groups = { code: row => this.classify(row).group, values: this.groupIds };
  }

  /** What a group's failures have in common; undefined for code 0. */
  kindOf(group: number): FailureKind | undefined {
    return this.kinds[group];
  }

  /** Call when the row's job has changed. */
  forget(row: number): void {
    this.ofRow.set(row, 0);
  }

  private classify(row: number): Classification {
    const known = this.all[(this.ofRow.get(row) ?? 0) - 1];
    if (known) {
      return known;
    }
    const found = this.classifyAnew(row);
    this.ofRow.set(row, found.number + 1);
    return found;
  }

  private classifyAnew(row: number): Classification {
    const { status, statusReason, reason, exitCode } = this.fields;
    const current = status.get(row);
    if (current === 'FAILED') {
      return this.failed(statusReason.get(row), reason.get(row), exitCode.raw(row));
    }
    return isTerminal(current) ? none : this.waiting(row, current);
  }

  private failed(
    statusReason: string,
    reason: string | undefined,
    exitCode: number,
  ): Classification {
    const byReason: ByReason = this.known.get(statusReason) ?? new Map();
    const byExitCode: ByExitCode = byReason.get(reason) ?? new Map();
    let found = byExitCode.get(exitCode);
    if (!found) {
      found = this.classified(statusReason, reason, Number.isNaN(exitCode) ? undefined : exitCode);
      byExitCode.set(exitCode, found);
      byReason.set(reason, byExitCode);
      this.known.set(statusReason, byReason);
      if (++this.knownCount > maxKnown) {
        this.known = new Map();
        this.knownCount = 0;
      }
    }
    return found;
  }

  private classified(
    statusReason: string,
    reason: string | undefined,
    exitCode: number | undefined,
  ): Classification {
    const job = { status: 'FAILED', statusReason, reason, exitCode };
    const causeId = causeIdOf(job);
    const signature = signatureOf(job);
    const key = JSON.stringify([causeId, exitCode, signature]);
    let group = this.codeOfGroup.get(key);
    if (group === undefined) {
      const id = hashOf(key).toString(16).padStart(8, '0');
      group = this.kinds.push({ id, causeId, signature, exitCode }) - 1;
      this.groupIds.push(id);
      this.codeOfGroup.set(key, group);
    }
    return this.classificationOf(this.causeCode(causeId), group);
  }

  /** Only what the table of causes knows: the reason of a job that goes well is no cause. */
  private waiting(row: number, status: string): Classification {
    const statusReason = this.fields.statusReason.get(row);
    const blocked = this.fields.facts.get(row)?.blocked;
    if (blocked) {
      return this.waitingFor(waitingCauseIdOf({ status, statusReason, facts: { blocked } }));
    }
    if (statusReason === '') {
      return none;
    }
    let byStatus = this.knownWaiting.get(statusReason);
    if (!byStatus) {
      if (this.knownWaiting.size >= maxKnown) {
        this.knownWaiting = new Map();
      }
      byStatus = new Map();
      this.knownWaiting.set(statusReason, byStatus);
    }
    let found = byStatus.get(status);
    if (!found) {
      found = this.waitingFor(waitingCauseIdOf({ status, statusReason }));
      byStatus.set(status, found);
    }
    return found;
  }

  private waitingFor(causeId: string | undefined): Classification {
    return causeId === undefined ? none : this.classificationOf(this.causeCode(causeId), 0);
  }

  private classificationOf(cause: number, group: number): Classification {
    const key = `${cause} ${group}`;
    const known = this.byCodes.get(key);
    if (known) {
      return known;
    }
    const made = { number: this.all.length, cause, group };
    this.all.push(made);
    this.byCodes.set(key, made);
    return made;
  }

  private causeCode(causeId: string): number {
    let code = this.codeOfCause.get(causeId);
    if (code === undefined) {
      code = this.causeIds.push(causeId) - 1;
      this.codeOfCause.set(causeId, code);
    }
    return code;
  }
}
