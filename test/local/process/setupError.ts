/** A prerequisite is missing on this machine; `remedy` says what to do. */
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
