import { IceoryxDeploymentModel } from '../../api/iceoryx-deployment.ts';
import { objectIn } from '../kit/object.ts';
import { reader } from '../kit/output.ts';
import { inWords, throwFaults } from './faults.ts';
import { linesOf } from './lines.ts';
import { explanationOf, jsonOf, yamlOf } from './output.ts';
import { type Rendering, rendering } from './rendering.ts';
import { type RenderOptions, type Settings, settingsOf } from './settings.ts';
import type { Source } from './sources.ts';
import { type Outcome, outcomeOf } from './workloads.ts';

/** What a file has to contain, for errors. */
export const RENDERED = 'the IceoryxDeployment';

/** What is to be printed of the renderings. */
export interface RenderedAs {
  readonly output: 'json' | 'yaml';
  readonly explain?: true | undefined;
}

/** Prints what the operator would apply for a file, for reviews and CI. */
export async function render(options: RenderedAs & RenderOptions): Promise<void> {
  process.stdout.write(rendered(await settingsOf(options, RENDERED), options, reader().width));
}

/**
 * What `render` prints.
 *
 * @param width of a terminal
 */
export function rendered(settings: Settings, { output, explain }: RenderedAs, width: number | undefined): string {
  return output === 'json' || explain
    ? explanations(settings, output === 'json' ? 'json' : undefined, width)
    : renderAll(settings).map(yamlOf).join('---\n');
}

/**
 * What `render --explain` prints, or all computed values for programs.
 *
 * @param width of a terminal
 */
export function explanations(
  settings: Settings,
  output: 'json' | 'yaml' | undefined,
  width: number | undefined,
): string {
  const renderings = renderAll(settings);
  return output === undefined
    ? renderings.map((each) => explanationOf(each, width)).join('---\n')
    : objectIn(output, renderings.map(jsonOf));
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
  const { problems = [], ...result } = rendering(value, capabilities, images, domains);
  return { subject: name, ...result, faults: linesOf(name, problems) };
}
