/** What the runner wants to see first comes first, and what it says nothing of comes in the order of names. */
const order = JSON.parse(process.env.ICEORYX_OPERATOR_FILE_ORDER ?? '[]');
const rank = (path) => {
  const index = order.findIndex((file) => path.endsWith(file));
  return index === -1 ? order.length : index;
};

// Where no test ends for the time below, or one calls process.exit(), ava reports the tests that have not ended. In TAP
// it crashes over that instead, as it takes an error of its own for one of a test (github.com/avajs/ava/issues/3461).
Object.defineProperty(Error.prototype, 'originalError', {
  configurable: true,
  get() {
    return this;
  },
});

export default {
  extensions: ['ts'],
  files: ['test/**/*.test.ts'],
  require: ['./test/support/end-of-file.ts', './test/support/where-it-failed.ts'],
  // Threads take a tenth more processor time, as each is torn down at its end.
  workerThreads: false,
  timeout: '5m',
  sortTestFiles: (a, b) => rank(a) - rank(b) || a.localeCompare(b, 'en', { numeric: true }),
};
