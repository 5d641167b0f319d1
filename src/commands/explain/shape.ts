import type { IPodTemplateSpec } from 'kubernetes-models/v1/PodTemplateSpec';
import { changesOf } from '../../pod/changes.ts';
import type { Capabilities } from '../../pod/inject.ts';
import type { PodPlan } from '../../pod/pod-plan.ts';
import { pathInWords } from '../render/output.ts';
import { computed } from '../render/rendering.ts';
import type { Shape } from './view.ts';

/** What was added to a template, in words, and what was computed for it. */
export function shapeOf(
  before: IPodTemplateSpec,
  after: IPodTemplateSpec,
  plan: PodPlan,
  capabilities: Capabilities,
  warnings: readonly string[] = [],
): Shape {
  const { warnings: own, ...rest } = computed(plan, capabilities);
  return { changes: changesInWords(before, after), ...rest, warnings: [...warnings, ...own] };
}

export function changesInWords(before: IPodTemplateSpec, after: IPodTemplateSpec): Shape['changes'] {
  return changesOf(before, after).map(({ path, reason }) => ({ path: pathInWords(path, after), reason }));
}
