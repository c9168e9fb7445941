const stamp = /(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/g;

/** Signature errors that a wrong clock can cause. */
const skewErrors =
  /Signature (expired|not yet current)|RequestTimeTooSkewed|difference between the request time|request has expired|RequestExpired/i;

/**
 * How far this computer's clock is ahead of AWS's in milliseconds, negative if behind, according to the error
 * response to a signed request; undefined if the error has another cause. Most AWS services tolerate five
 * minutes, some fifteen.
 */
export function clockSkew(
  { name, message }: { readonly name: string; readonly message: string },
  respondedAt: number | undefined,
  now: number,
): number | undefined {
  if (!skewErrors.test(`${name} ${message}`)) {
    return undefined;
  }
  const [requestTime, , serverTime] = [...message.matchAll(stamp)].map(timeOf);
  if (requestTime !== undefined && serverTime !== undefined) {
    return requestTime - serverTime;
  }
  return respondedAt === undefined ? 0 : now - respondedAt;
}

function timeOf([, year, month, day, hour, minute, second]: RegExpMatchArray): number {
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}
