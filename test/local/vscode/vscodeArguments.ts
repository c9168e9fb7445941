import path from 'node:path';
import { SetupError } from '../process/setupError';

/** The arguments of a VS Code executable that matter without a desktop. */
export interface VsCodeArguments {
  readonly extensionTestsPath: string;
  readonly extensionDevelopmentPaths: readonly string[];
  readonly userDataFolder: string;
  readonly extensionsFolder: string;
  readonly folder: string | undefined;
  readonly workspaceTrust: boolean;
  /** The display language; English by default. */
  readonly locale: string | undefined;
}

/** Parses VS Code's own command line. */
export function parseVsCodeArguments(args: readonly string[]): VsCodeArguments {
  const values = (name: string): string[] =>
    args.filter(arg => arg.startsWith(`--${name}=`)).map(arg => arg.slice(name.length + 3));
  const required = (name: string): string => {
    const value = values(name).at(-1);
    if (value === undefined || value === '') {
      throw new SetupError(`The argument --${name}= is missing.`, 'Give it an absolute path.');
    }
    return path.resolve(value);
  };
  const folder = args.find(arg => !arg.startsWith('-'));
  return {
    extensionTestsPath: required('extensionTestsPath'),
    extensionDevelopmentPaths: values('extensionDevelopmentPath').map(file => path.resolve(file)),
    userDataFolder: required('user-data-dir'),
    extensionsFolder: required('extensions-dir'),
    folder: folder === undefined ? undefined : path.resolve(folder),
    workspaceTrust: !args.includes('--disable-workspace-trust'),
    locale: values('locale').at(-1),
  };
}
