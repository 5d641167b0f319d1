import { spawnSync } from 'node:child_process';
import test from 'ava';
import { bundledOperator } from '../../../lab/operator/bundle.ts';

const MAIN = await bundledOperator();

function diagnose(input: string, ...args: string[]): { stdout: string; stderr: string; code: number | null } {
  const command = [MAIN, 'diagnose', ...args];
  const { stdout, stderr, status } = spawnSync(process.execPath, command, { input, encoding: 'utf8' });
  return { stdout, stderr, code: status };
}

test('a pasted log is explained by meaning, cause and remedy, each once, with the line that it comes from', (t) => {
  const line = '\u001B[31mPOSH__RUNTIME_ROUDI_REQUEST_ERROR\u001B[0m';
  const { stdout, code } = diagnose(`all is well\nCouldn't parse config file. Error: INVALID_STATE\n${line}\n`);
  t.is(code, 0);
  t.regex(
    stdout,
    /^Error ConfigurationRefused\n {2}said: {4}Couldn't parse config file\. Error: INVALID_STATE\n {2}meaning: \S/m,
  );
  t.regex(stdout, /remedy: {2}\S/);
  t.is(stdout.match(/ConfigurationRefused/g)?.length, 1);
  t.false(stdout.includes('\u001B'));
});

test('the exit code and the program that ended count', (t) => {
  t.regex(diagnose('', '--exit-code', '137').stdout, /137|SIGKILL|kill/i);
  const roudis = "Couldn't parse config file. Error: INVALID_STATE\n";
  t.is(diagnose(roudis, '--role', 'app').code, 1);
  t.is(diagnose(roudis, '--role', 'roudi', '--release', '2.95').code, 0);
});

test('each finding says how sure it is, and what would make it sure', (t) => {
  const of = (input: string, ...args: string[]) => diagnose(input, ...args).stdout;
  t.regex(
    of('The app x, process 7, still uses a RouDi that is gone\n'),
    /^ {2}certain: sure, the program says it of itself/m,
  );
  t.regex(
    of('', '--exit-code', '137'),
    /^ {2}certain: possible, only the exit code is known\n {2}surer: {3}the last lines/m,
  );
  t.regex(
    of('Application x not responding (last response 1700 milliseconds ago) --> removing it\n'),
    /^ {2}certain: likely, .*\n {2}surer: {3}\S/m,
  );
});

test('errors of iceoryx that are not known are shown, with where to report them', (t) => {
  const unknown = '2026-11-23 04:25:52.100 [Error]: The flux capacitor is empty';
  const { stdout, code } = diagnose(`${unknown}\nhello\n${unknown}\n`);
  t.is(code, 1);
  t.regex(stdout, /^Not known: .*\n {2}.*The flux capacitor is empty\nSearch the issues of eclipse-iceoryx\/iceoryx/m);
  t.false(stdout.includes('hello'));
  const both = diagnose(`${unknown}\nCouldn't parse config file. Error: INVALID_STATE\n`).stdout;
  t.regex(both, /^Error ConfigurationRefused[^]*\n\nNot known: /m);
});

test('unknown output is reported as unknown, and a wrong option as misuse', (t) => {
  const { stdout, code } = diagnose('hello\n');
  t.is(code, 1);
  t.regex(stdout, /No known message was found/);
  t.is(diagnose('', '--release', '7').code, 2);
  t.is(diagnose('', '--exit-code', 'many').code, 2);
});
