const numbers = new Intl.NumberFormat('en');

/** A count as every surface shows it: `12,431`. */
export const formatCount = (count: number): string => numbers.format(count);
