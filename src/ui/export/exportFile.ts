import { t } from '@vscode/l10n';
import { constants } from 'node:fs';
import { access, open, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { errorCode } from '../../core/base/errorCode';
import { UserError, messageOf } from '../../core/diagnostics/errors';

/** Receives a text in chunks; ends as a complete file or none. */
export interface ExportTarget {
  /** Resolves when the target is ready for the next chunk. */
  write(text: string): Promise<void>;
  finish(): Promise<void>;
  /** Restores the previous state; also callable after `finish` failed. */
  abandon(): Promise<void>;
}

/** Writes all texts or nothing: after a failure the target is as before. */
export async function writeAll(
  texts: Iterable<string> | AsyncIterable<string>,
  target: ExportTarget,
): Promise<void> {
  try {
    for await (const text of texts) {
      await target.write(text);
      // Yield to other work on this thread, even if the target never does.
      await turn();
    }
    await target.finish();
  } catch (error) {
    // Report why the export failed, not a failed clean-up.
    await target.abandon().catch(() => undefined);
    throw error;
  }
}

/**
 * A file on disk. Written under its name plus `.part` in the same folder and renamed once complete, so that
 * an existing file stays intact until then.
 */
export class FileTarget implements ExportTarget {
  private constructor(
    private readonly file: string,
    private readonly partFile: string,
    private readonly handle: FileHandle,
  ) {}

  static open(file: string): Promise<FileTarget> {
    return withFileErrors(file, async () => {
      await checkReplaceable(file);
      const partFile = `${file}.part`;
      // Fail if the file exists: another export may be writing it.
      return new FileTarget(file, partFile, await open(partFile, 'wx'));
    });
  }

  write(text: string): Promise<void> {
    return withFileErrors(this.file, () => this.handle.appendFile(text));
  }

  finish(): Promise<void> {
    return withFileErrors(this.file, async () => {
      // Some file systems report a full disk only here.
      await this.handle.sync();
      await this.handle.close();
      await rename(this.partFile, this.file);
    });
  }

  async abandon(): Promise<void> {
    try {
      await this.handle.close();
    } finally {
      await rm(this.partFile, { force: true });
    }
  }
}

/**
 * A file of a virtual file system, which can only be written in one piece: the text must fit in memory, about
 * a gigabyte for a million jobs.
 */
export class WholeTarget implements ExportTarget {
  private readonly chunks: Buffer[] = [];

  constructor(
    private readonly name: string,
    private readonly writeFile: (content: Uint8Array) => PromiseLike<void>,
  ) {}

  write(text: string): Promise<void> {
    this.chunks.push(Buffer.from(text));
    return Promise.resolve();
  }

  finish(): Promise<void> {
    return withFileErrors(this.name, async () => this.writeFile(Buffer.concat(this.chunks)));
  }

  abandon(): Promise<void> {
    this.chunks.length = 0;
    return Promise.resolve();
  }
}

/** A rename replaces any target, even one that is not writable, so check first. */
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
  message: t('No permission to write "{0}".', name),
  remedy: t('Close the file in other programs or select another name or folder, and export again.'),
});
const diskFull = (name: string): Cause => ({
  message: t('Not enough disk space for "{0}".', name),
  remedy: t('Free up disk space or select another folder, and export again.'),
});
const missingFolder = (name: string): Cause => ({
  message: t('Cannot create "{0}": the folder does not exist.', name),
  remedy: t('Select another folder, and export again.'),
});

const causes: Readonly<Record<string, (name: string) => Cause>> = {
  EACCES: noPermission,
  EPERM: noPermission,
  EBUSY: noPermission,
  ENOSPC: diskFull,
  EDQUOT: diskFull,
  EFBIG: diskFull,
  ENOENT: missingFolder,
  ENOTDIR: missingFolder,
  EROFS: name => ({
    message: t('"{0}" is on a read-only disk.', name),
    remedy: t('Select another folder, and export again.'),
  }),
  EISDIR: name => ({
    message: t('"{0}" already exists and is not a file.', name),
    remedy: t('Select another name, and export again.'),
  }),
  EEXIST: name => ({
    message: t('Another export is writing "{0}", or an earlier one was interrupted.', name),
    remedy: t('Wait for it to finish, or delete the ".part" file with the same name.'),
  }),
};

/** Translates a write failure for the user. */
export function fileError(file: string, error: unknown): UserError {
  const code = errorCode(error) ?? 'unexpected';
  const name = path.basename(file);
  const { message, remedy } = causes[code]?.(name) ?? {
    message: t('Could not write "{0}" ({1}).', name, messageOf(error)),
    remedy: t('Select another folder, and export again.'),
  };
  return new UserError(`export.${code}`, message, remedy, 'showLog', {
    cause: error,
  });
}
