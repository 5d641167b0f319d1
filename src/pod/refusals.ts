import type { IContainer } from 'kubernetes-models/v1/Container';
import type { Roudi } from '../api/iceoryx-deployment.generated.ts';
import { type Problem, unless } from '../api/rules/problem.ts';
import { argumentProblems } from '../api/rules/roudi.ts';
import { cycloneProblems } from './cyclonedds.ts';
import { appContainers, type InjectionRequest } from './request.ts';

/** What a RouDi is called, whatever its path. */
const ROUDI_PROGRAM = /^(?:.*\/)?iox-roudi$/;
/** A shell that starts one, among other things. */
const ROUDI_IN_SCRIPT = /(?:^|[\s;&|(/])iox-roudi(?=$|[\s;&|)])/;

type Template = Pick<InjectionRequest, 'cycloneDDS' | 'fieldRoot' | 'template'>;

/** What cannot work beside a RouDi, and needs no figures to be told. */
export function refusals(request: Template & { readonly roudi: Roudi }, apps: ReadonlySet<string>): Problem[] {
  return [...commandProblems(request.roudi), ...ownRoudiProblems(request, apps), ...cycloneProblems(request, apps)];
}

/** Flags behind the program in `spec.roudi.command`, which the operator's own would override in silence. */
export function commandProblems({ command = [] }: Roudi): Problem[] {
  const program = command.findIndex((word) => ROUDI_PROGRAM.test(word));
  return program === -1
    ? []
    : command.flatMap((word, index) => (index > program ? argumentProblems('command', word, index) : []));
}

/** Apps that are a RouDi: the operator's has the lock, so another one ends at once, again and again. */
function ownRoudiProblems(request: Template, apps: ReadonlySet<string>): Problem[] {
  return appContainers(request, apps).flatMap(({ container, path }) =>
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

/** Shells in apps that seem to start a RouDi: it may be behind a condition. */
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

/** The schema leaves both to the API server, so that they may be anything here. */
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
