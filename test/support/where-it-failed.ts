// Loaded by ava before each file. For a failure, ava prints the first frame of the stack in TAP, which is one of its
// own: with this, the first frame is the line of the test. Over an error without a frame, such as Node's "fetch failed",
// ava crashes, and the other tests of the file with it: it gets one.
Error.prepareStackTrace = (error, frames) => {
  const ours = frames.filter((frame) => frame.getFileName()?.includes('/node_modules/ava/') !== true);
  // oxlint-disable-next-line typescript/no-base-to-string -- a frame has a text of its own, which its type does not tell
  const places = ours.length > 0 ? ours.map(String) : ['an unknown place'];
  return [String(error), ...places.map((place) => `    at ${place}`)].join('\n');
};
