/** How a covered value reads. */
export const redacted = '(redacted)';
