// Loaded by ava before each file. Once the tests of a file are done its process ends, whatever a test that failed has
// not closed: a program that still runs, or a connection, would keep it for ever, and the run with it.
import { registerCompletionHandler } from 'ava';

registerCompletionHandler(() => process.exit());
