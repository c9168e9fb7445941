/** In milliseconds; short, because tests wait for them. */
export const shortTimeouts = {
  maxAttempts: 2,
  connectionTimeout: 1_000,
  requestTimeout: 300,
  socketTimeout: 300,
};
