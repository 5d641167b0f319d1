// Loaded by ava before each file. For a failure, ava prints the first frame of the stack in TAP, which is one of its
// own: with this, the first frame is the line of the test.
Error.prepareStackTrace = (error, frames) => {
  const ours = frames.filter((frame) => frame.getFileName()?.includes('/node_modules/ava/') !== true);
  // oxlint-disable-next-line typescript/no-base-to-string -- a frame has a text of its own, which its type does not tell
  return [String(error), ...ours.map((frame) => `    at ${String(frame)}`)].join('\n');
};
