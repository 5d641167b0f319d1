import { escaped } from '../text.ts';
import { explanationOf, jsonOf, yamlOf } from './render/output.ts';
import { IceoryxDeploymentModel } from '../api/iceoryx-deployment.ts';
import { inWords, linesOf, throwFaults } from './render/faults.ts';
import { type Rendering, rendering } from './render/rendering.ts';
import { OPTIONS, OPTIONS_USAGE, type Settings, settingsOf } from './render/settings.ts';
import type { Source } from './render/sources.ts';
import { type Outcome, outcomeOf } from './render/workloads.ts';
import { oneOf, parseOptions } from './usage.ts';

const USAGE = `usage: npx node src/main.ts render -f FILE [-f FILE…] [OPTION…]

Prints the Deployments that the operator would make from IceoryxDeployments in YAML or JSON files, and the workloads whose
pods ask for an IceoryxProfile, with RouDi in their pods, without a cluster. Other objects are ignored; lists are expanded.
The files must contain the IceoryxDomains and IceoryxProfiles that the objects name.

Exit codes: 0 all objects are valid; 1 an object is invalid, or there is none: all problems are on standard error, one a
line, and standard output is empty; 2 the command line is wrong. Warnings are not failures.

  -f, --filename FILE   file to read, - for standard input, or a directory with files ending in .yaml, .yml or .json
  -o, --output FORMAT   yaml (default; with comments on what was added and why) or json (with all computed values)
      --explain         instead of the objects, print what was added and computed, and why
${OPTIONS_USAGE}`;

/** Prints what the operator would apply for a file, for reviews and CI. */
export async function render(args: string[]): Promise<void> {
  const options = parseOptions(args, {
    ...OPTIONS,
    output: { type: 'string', short: 'o', default: 'yaml' },
    explain: { type: 'boolean', default: false },
  });
  if (options.help === true) {
    process.stdout.write(USAGE);
    return;
  }
  const settings = settingsOf(options, 'the IceoryxDeployment');
  const output = oneOf('output', options.output, ['yaml', 'json']);
  const renderings = renderAll(settings);
  process.stdout.write(
    output === 'json'
      ? escaped(`${JSON.stringify(renderings.map(jsonOf), undefined, 2)}\n`)
      : renderings.map(options.explain ? explanationOf : yamlOf).join('---\n'),
  );
}

/** @throws Error with every fault of every object, one per line */
function renderAll(settings: Settings): Rendering[] {
  const { files, given } = settings;
  const checked = files.map((file) => {
    const results = file.sources.map((source) => renderedFrom(source, settings));
    return {
      file,
      renderings: results.flatMap(({ rendering: one }) => one ?? []),
      faults: results.flatMap(({ faults }) => faults),
    };
  });
  throwFaults([...checked, ...given.map((file) => ({ file, faults: [] }))], 'rendered');
  const renderings = checked.flatMap((each) => each.renderings);
  if (renderings.length === 0) {
    throw new Error(`there is no IceoryxDeployment in ${files.map(inWords).join(', ')}`);
  }
  return renderings;
}

function renderedFrom({ name, value }: Source, settings: Settings): Outcome {
  if (!IceoryxDeploymentModel.is(value)) {
    return outcomeOf(value, name, settings) ?? { subject: name, faults: [] };
  }
  const { capabilities, images, domains } = settings;
  const { problems = [], ...rendered } = rendering(value, capabilities, images, domains);
  return { subject: name, ...rendered, faults: linesOf(name, problems) };
}
