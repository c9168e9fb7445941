/** What groups of failures can be sorted by; each puts the largest or latest first. */
export const failureOrders = ['count', 'unresolved', 'lastTime'] as const;

export type FailureOrder = (typeof failureOrders)[number];
