import { IceoryxDeploymentModel } from '../../api/iceoryx-deployment.ts';
import { objectIn } from '../kit/object.ts';
import { reader } from '../kit/output.ts';
import { inWords, linesOf, throwFaults } from './faults.ts';
import { explanationOf, jsonOf, yamlOf } from './output.ts';
import { type Rendering, rendering } from './rendering.ts';
import { type RenderOptions, type Settings, settingsOf } from './settings.ts';
import type { Source } from './sources.ts';
import { type Outcome, outcomeOf } from './workloads.ts';

/** Prints what the operator would apply for a file, for reviews and CI. */
export function render(
  options: RenderOptions & { readonly output: 'json' | 'yaml'; readonly explain?: true | undefined },
): void {
  process.stdout.write(
    options.output === 'json' || options.explain
      ? explanations(options, options.output === 'json' ? 'json' : undefined)
      : renderAll(settingsOf(options, 'the IceoryxDeployment')).map(yamlOf).join('---\n'),
  );
}

/** What `render --explain` prints, or all computed values for programs. */
export function explanations(options: RenderOptions, output: 'json' | 'yaml' | undefined): string {
  const renderings = renderAll(settingsOf(options, 'the IceoryxDeployment'));
  if (output !== undefined) {
    return objectIn(output, renderings.map(jsonOf));
  }
  const { width } = reader();
  return renderings.map((each) => explanationOf(each, width)).join('---\n');
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
