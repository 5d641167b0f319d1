import type { IContainer } from 'kubernetes-models/v1/Container';
import type { Roudi } from '../api/iceoryx-deployment.generated.ts';
import { type Problem, unless } from '../api/rules/problem.ts';
import { argumentProblems } from '../api/rules/roudi.ts';
import { cycloneProblems } from './cyclonedds.ts';
import { appContainers, type InjectionRequest } from './request.ts';

/** Word of a command that starts RouDi, with any path. */
const ROUDI_PROGRAM = /^(?:.*\/)?iox-roudi$/;
/** Shell script that starts RouDi, among other commands. */
const ROUDI_IN_SCRIPT = /(?:^|[\s;&|(/])iox-roudi(?=$|[\s;&|)])/;

type Template = Pick<InjectionRequest, 'cycloneDDS' | 'fieldRoot' | 'template'>;

/** Rejects everything that cannot work beside a RouDi and is known before any sizes are computed. */
export function refusals(request: Template & { readonly roudi: Roudi }, apps: ReadonlySet<string>): Problem[] {
  return [...commandProblems(request.roudi), ...ownRoudiProblems(request, apps), ...cycloneProblems(request, apps)];
}

/** Rejects flags after the program in `spec.roudi.command`: the operator's own flags would silently override them. */
export function commandProblems({ command = [] }: Roudi): Problem[] {
  const program = command.findIndex((word) => ROUDI_PROGRAM.test(word));
  return program === -1
    ? []
    : command.flatMap((word, index) => (index > program ? argumentProblems('command', word, index) : []));
}

/**
 * Rejects apps that start their own RouDi: the operator's RouDi holds the lock, so a second one exits at once, in a
 * loop.
 */
function ownRoudiProblems(request: Template, apps: ReadonlySet<string>): Problem[] {
  // A RouDi as a native sidecar is none of the apps.
  const others = (request.template.spec.initContainers ?? []).map(({ name }) => name);
  return appContainers(request, new Set([...apps, ...others])).flatMap(({ container, path }) =>
    wordsOf(container).flatMap(({ word, field }) =>
      unless(
        !ROUDI_PROGRAM.test(word),
        `${path}.${field}`,
        word,
        `container '${container.name}' starts a RouDi of its own, '${word}', but the operator adds one, and two of them cannot run with one /tmp; remove the container, and set its options in spec.roudi`,
      ),
    ),
  );
}

/** Warns about shell scripts that seem to start a RouDi. They are not rejected, as the start may be conditional. */
export function ownRoudiWarnings(request: Template, apps: ReadonlySet<string>): Problem[] {
  return appContainers(request, apps).flatMap(({ container, path }) =>
    wordsOf(container).flatMap(({ word, field }) =>
      unless(
        ROUDI_PROGRAM.test(word) || !ROUDI_IN_SCRIPT.test(word),
        `${path}.${field}`,
        word,
        `container '${container.name}' seems to start a RouDi of its own, but the operator adds one, and a second one ends at once with RoudiStillRunning; take iox-roudi out of the script`,
      ),
    ),
  );
}

/** Warns about a script in `spec.roudi.command` that does not pass on the flags that the operator appends. */
export function roudiScriptWarnings({ command = [] }: Roudi): Problem[] {
  return command.flatMap((word, index) =>
    unless(
      ROUDI_PROGRAM.test(word) || !ROUDI_IN_SCRIPT.test(word) || /\$[@*]/.test(word),
      `spec.roudi.command[${index}]`,
      word,
      'the script starts iox-roudi without "$@", so that the flags of the operator do not reach it, among them that of the configuration file: end the call with "$@", and put a word for $0 after the script',
    ),
  );
}

/** Words of command and args. The schema leaves both fields to the API server, so they may have any type here. */
function wordsOf(container: IContainer): { word: string; field: string }[] {
  return (['command', 'args'] as const).flatMap((list) => {
    const words: unknown = container[list];
    return Array.isArray(words)
      ? words.flatMap((word: unknown, index) =>
          typeof word === 'string' ? [{ word, field: `${list}[${index}]` }] : [],
        )
      : [];
  });
}
