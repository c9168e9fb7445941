import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { LocalServer, type Answer } from './localServer';

/** The SSO portal and its OIDC service: role credentials for an access token, token refresh. */
export class LocalSso {
  /** The valid token; undefined: all tokens are rejected. */
  token: string | undefined = 'sso-token';
  /** Whether the user is assigned the role. */
  isAssigned = true;
  isDown = false;
  readonly server = new LocalServer(({ method, path: url, headers }) =>
    method === 'POST' && url === '/token'
      ? json(400, { error: 'invalid_grant', error_description: 'the refresh token has expired' })
      : this.roleCredentials(headers['x-amz-sso_bearer_token']),
  );

  private roleCredentials(token: string | string[] | undefined): Answer {
    if (this.isDown) {
      return json(503, {});
    }
    if (this.token === undefined || token !== this.token) {
      return refusal(401, 'UnauthorizedException', 'Session token not found or invalid');
    }
    return this.isAssigned
      ? json(200, {
          roleCredentials: {
            accessKeyId: 'ASIASSOSSOSSOSSOSSOS',
            secretAccessKey: 'sso-secret',
            sessionToken: 'sso-session-token',
            expiration: Date.now() + 3_600_000,
          },
        })
      : refusal(403, 'ForbiddenException', 'No access');
  }
}

const json = (status: number, body: unknown): Answer => ({
  status,
  type: 'application/json',
  body: JSON.stringify(body),
});

const refusal = (status: number, type: string, message: string): Answer =>
  json(status, { __type: type, message });

/** Writes a token as `aws sso login` does; `session` is the name of the sso-session, or the start URL. */
export async function writeSsoToken(
  home: string,
  session: string,
  facts: { readonly accessToken: string; readonly expiresAt: Date },
): Promise<void> {
  const folder = path.join(home, '.aws', 'sso', 'cache');
  await mkdir(folder, { recursive: true });
  const file = path.join(folder, `${createHash('sha1').update(session).digest('hex')}.json`);
  await writeFile(
    file,
    JSON.stringify({
      accessToken: facts.accessToken,
      expiresAt: facts.expiresAt.toISOString(),
      region: 'eu-west-1',
      startUrl: 'https://example.awsapps.com/start',
    }),
  );
}
