const first = JSON.parse(process.env.ICEORYX_OPERATOR_FIRST_FILES ?? '[]');
const rank = (path) => {
  const index = first.findIndex((file) => path.endsWith(file));
  return index === -1 ? first.length : index;
};

export default {
  extensions: ['ts'],
  files: ['test/**/*.test.ts'],
  require: ['./test/support/end-of-file.ts', './test/support/where-it-failed.ts'],
  timeout: '5m',
  // What the runner wants to see first, and else the order of their names.
  sortTestFiles: (a, b) => rank(a) - rank(b) || a.localeCompare(b, 'en', { numeric: true }),
};
