import { t } from '@vscode/l10n';
import { BadResponse } from '../errors/awsErrors';

export interface TokenPage<T> {
  readonly items: readonly T[];
  readonly nextToken?: string | undefined;
}

/** The pages of a list to its end. A token that leads back would never end, so it is an error. */
export async function* readAllPages<T>(
  read: (nextToken: string | undefined) => Promise<TokenPage<T>>,
): AsyncGenerator<readonly T[]> {
  const sent = new Set<string>();
  let token: string | undefined;
  do {
    const { items, nextToken } = await read(token);
    yield items;
    token = nextToken;
    if (token && sent.has(token)) {
      throw new BadResponse(t('the pages of the response never end.'));
    }
    sent.add(token ?? '');
  } while (token);
}
