/** A copy of a text that may be part of a much longer one: V8 keeps all of that as long as any part of it is kept. */
export const ownText = (text: string): string => ` ${text}`.slice(1);
