/** Names as CloudWatch Logs allows them (API reference, `CreateLogGroup`, `CreateLogStream`). */
const logGroupPattern = /^[\w./#-]{1,512}$/;
const logStreamPattern = /^[^:*\p{C}]{1,512}$/u;

export const isLogStream = (group: string, stream: string): boolean =>
  logGroupPattern.test(group) && logStreamPattern.test(stream);
