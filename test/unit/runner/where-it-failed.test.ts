import test from 'ava';

test('the stack of an error that has no frame names a place, without which ava would crash', async (t) => {
  const error = await t.throwsAsync(fetch('http://127.0.0.1:1/'));
  t.regex(error.stack ?? '', /^TypeError: fetch failed\n {4}at /);
});

test('the first frame is the line of the test, and none of ava', async (t) => {
  const { stack = '' } = await t.throwsAsync(Promise.reject(new Error('here')));
  t.regex(stack, /^Error: here\n {4}at .*where-it-failed\.test\.ts/);
  t.notRegex(stack, /node_modules\/ava/);
});
