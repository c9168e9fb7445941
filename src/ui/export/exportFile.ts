import { t } from '@vscode/l10n';
import { constants } from 'node:fs';
import { access, open, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { UserError, messageOf } from '../../core/diagnostics/errors';

/** Takes a text piece by piece, and is a whole file at the end or none at all. */
export interface ExportTarget {
  /** Resolves when the next piece may come. */
  write(text: string): Promise<void>;
  finish(): Promise<void>;
  /** Leaves things as they were; also after a `finish` that failed. */
  abandon(): Promise<void>;
}

/** Writes all of the texts, or nothing: after a failure the target is left as it was. */
export async function writeAll(texts: Iterable<string>, target: ExportTarget): Promise<void> {
  try {
    for (const text of texts) {
      await target.write(text);
      // Whatever the target does, others on the thread have their turn.
      await turn();
    }
    await target.finish();
  } catch (error) {
    // Why the export failed is what counts, not that cleaning up failed too.
    await target.abandon().catch(() => undefined);
    throw error;
  }
}

/**
 * A file on disk. It is written beside its place, under its name with `.part`, and moved there when it
 * is whole: until then a file that is there already stays as it is.
 */
export class FileTarget implements ExportTarget {
  private constructor(
    private readonly file: string,
    private readonly part: string,
    private readonly handle: FileHandle,
  ) {}

  static open(file: string): Promise<FileTarget> {
    return withFileErrors(file, async () => {
      await checkReplaceable(file);
      const part = `${file}.part`;
      // Never over what somebody else may be writing.
      return new FileTarget(file, part, await open(part, 'wx'));
    });
  }

  write(text: string): Promise<void> {
    return withFileErrors(this.file, () => this.handle.appendFile(text));
  }

  finish(): Promise<void> {
    return withFileErrors(this.file, async () => {
      // Some file systems tell only now that there is no room.
      await this.handle.sync();
      await this.handle.close();
      await rename(this.part, this.file);
    });
  }

  async abandon(): Promise<void> {
    try {
      await this.handle.close();
    } finally {
      await rm(this.part, { force: true });
    }
  }
}

/**
 * A file of a virtual file system, which takes only whole files: the text has to fit in memory, about a
 * gigabyte for a million jobs.
 */
export class WholeTarget implements ExportTarget {
  private readonly pieces: Buffer[] = [];

  constructor(
    private readonly name: string,
    private readonly writeFile: (content: Uint8Array) => PromiseLike<void>,
  ) {}

  write(text: string): Promise<void> {
    this.pieces.push(Buffer.from(text));
    return Promise.resolve();
  }

  finish(): Promise<void> {
    return withFileErrors(this.name, async () => this.writeFile(Buffer.concat(this.pieces)));
  }

  abandon(): Promise<void> {
    this.pieces.length = 0;
    return Promise.resolve();
  }
}

/** Moving a file takes the place of anything, also of what nobody could have written to. */
async function checkReplaceable(file: string): Promise<void> {
  const found = await stat(file).catch(() => undefined);
  if (found && !found.isFile()) {
    throw fileError(file, Object.assign(new Error('not a file'), { code: 'EISDIR' }));
  }
  if (found) {
    await access(file, constants.W_OK);
  }
}

async function withFileErrors<T>(file: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw error instanceof UserError ? error : fileError(file, error);
  }
}

interface Cause {
  readonly message: string;
  readonly remedy: string;
}

const noPermission = (name: string): Cause => ({
  message: t('“{0}” may not be written.', name),
  remedy: t('Close it in other programs, or choose another name or folder, and export again.'),
});
const noRoom = (name: string): Cause => ({
  message: t('“{0}” does not fit: there is no room left.', name),
  remedy: t('Free some space or choose another folder, and export again.'),
});
const noFolder = (name: string): Cause => ({
  message: t('“{0}” cannot be made: its folder is not there.', name),
  remedy: t('Choose another folder and export again.'),
});

const causes: Readonly<Record<string, (name: string) => Cause>> = {
  EACCES: noPermission,
  EPERM: noPermission,
  EBUSY: noPermission,
  ENOSPC: noRoom,
  EDQUOT: noRoom,
  EFBIG: noRoom,
  ENOENT: noFolder,
  ENOTDIR: noFolder,
  EROFS: name => ({
    message: t('“{0}” is on a read-only disk.', name),
    remedy: t('Choose another folder and export again.'),
  }),
  EISDIR: name => ({
    message: t('“{0}” is there already and is not a file.', name),
    remedy: t('Choose another name and export again.'),
  }),
  EEXIST: name => ({
    message: t('“{0}” is being written by another export, or one was broken off.', name),
    remedy: t('Wait for it, or remove the file of that name that ends in “.part”.'),
  }),
};

/** What a failure to write means to the user. */
export function fileError(file: string, error: unknown): UserError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const name = path.basename(file);
  const { message, remedy } = causes[code]?.(name) ?? {
    message: t('“{0}” could not be written ({1}).', name, messageOf(error)),
    remedy: t('Choose another folder and export again.'),
  };
  return new UserError(`export.${code || 'unexpected'}`, message, remedy, 'showLog', {
    cause: error,
  });
}
