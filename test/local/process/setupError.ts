/** The machine lacks something; the second sentence says what to do about it. */
export class SetupError extends Error {
  constructor(
    readonly problem: string,
    readonly remedy: string,
    options?: ErrorOptions,
  ) {
    super(`${problem} ${remedy}`, options);
    this.name = 'SetupError';
  }
}
