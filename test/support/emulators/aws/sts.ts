import { LocalServer, type Answer } from './localServer';

/** Names as in the STS API reference. */
export interface StsFault {
  readonly code: string;
  readonly message: string;
}

/** A local STS that speaks AWS's query protocol: identifies callers by access key and allows any role. */
export class LocalSts {
  /** Faults by action, returned until removed. */
  readonly faults = new Map<string, StsFault>();
  /** The code that MFA roles require. */
  mfaCode = '123456';
  /** The lifetime of issued credentials. */
  lifeMs = 3_600_000;
  readonly server = new LocalServer(({ body, headers }) =>
    this.answer(new URLSearchParams(body), headers.authorization ?? ''),
  );

  /** The actions called, oldest first, with the region they were signed for. */
  get calls(): string[] {
    return this.server.received.map(({ body, headers }) => {
      const region = /Credential=[^/]*\/\d+\/([^/]*)\//.exec(headers.authorization ?? '')?.[1];
      return `${new URLSearchParams(body).get('Action') ?? ''} ${region ?? ''}`.trim();
    });
  }

  private answer(parameters: URLSearchParams, authorization: string): Answer {
    const action = parameters.get('Action') ?? '';
    const fault = this.faults.get(action) ?? this.mfaFault(parameters);
    if (fault) {
      return refusal(fault);
    }
    switch (action) {
      case 'GetCallerIdentity':
        return result(
          action,
          `<Arn>arn:aws:iam::123456789012:user/${keyOf(authorization)}</Arn><UserId>AIDA</UserId><Account>123456789012</Account>`,
        );
      case 'AssumeRole':
      case 'AssumeRoleWithWebIdentity':
        return result(action, this.credentialsOf(parameters.get('RoleArn') ?? ''));
      default:
        return refusal({ code: 'InvalidAction', message: `Could not find operation ${action}` });
    }
  }

  private mfaFault(parameters: URLSearchParams): StsFault | undefined {
    return parameters.has('SerialNumber') && parameters.get('TokenCode') !== this.mfaCode
      ? {
          code: 'AccessDenied',
          message: 'MultiFactorAuthentication failed with invalid MFA one time pass code. ',
        }
      : undefined;
  }

  private credentialsOf(role: string): string {
    const end = new Date(Date.now() + this.lifeMs).toISOString();
    return (
      `<Credentials><AccessKeyId>ASIAROLEROLEROLEROLE</AccessKeyId><SecretAccessKey>role-secret</SecretAccessKey>` +
      `<SessionToken>role-token</SessionToken><Expiration>${end}</Expiration></Credentials>` +
      `<AssumedRoleUser><Arn>${role}/session</Arn><AssumedRoleId>AROA:session</AssumedRoleId></AssumedRoleUser>`
    );
  }
}

const keyOf = (authorization: string): string =>
  /Credential=([^/]*)/.exec(authorization)?.[1] ?? 'nobody';

const result = (action: string, content: string): Answer => ({
  status: 200,
  type: 'text/xml',
  body: `<${action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><${action}Result>${content}</${action}Result><ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></${action}Response>`,
});

const refusal = ({ code, message }: StsFault): Answer => ({
  status: 403,
  type: 'text/xml',
  body: `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>1</RequestId></ErrorResponse>`,
});
