const stamp = /(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/g;

/** Errors of signatures that a wrong clock may be the cause of. */
const skewed =
  /Signature (expired|not yet current)|RequestTimeTooSkewed|difference between the request time|request has expired|RequestExpired/i;

/**
 * By how many milliseconds this computer's clock is ahead of AWS's, negative where it is behind, as an
 * answer to a signed request tells; undefined where the answer is about something else. AWS takes up to
 * five minutes in most services, fifteen in some.
 */
export function clockSkew(
  { name, message }: { readonly name: string; readonly message: string },
  answeredAt: number | undefined,
  now: number,
): number | undefined {
  if (!skewed.test(`${name} ${message}`)) {
    return undefined;
  }
  const [ours, , theirs] = [...message.matchAll(stamp)].map(timeOf);
  if (ours !== undefined && theirs !== undefined) {
    return ours - theirs;
  }
  return answeredAt === undefined ? 0 : now - answeredAt;
}

function timeOf([, year, month, day, hour, minute, second]: RegExpMatchArray): number {
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}
