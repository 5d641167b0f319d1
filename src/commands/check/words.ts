import { shortList } from '../../text.ts';
import { inWords, type Right } from './right.ts';

/** `1 node`, `2 nodes`. */
export function counted(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

const MOST_NAMED = 8;

/** Several rights, those together that differ in one word: `list, watch nodes; patch deployments.apps in namespace a`. */
export function rightsInWords(rights: readonly Right[]): string {
  const byResource = Map.groupBy(rights, (right) => inWords({ ...right, verb: '' }));
  const lines = [...byResource.values()].map((same) => {
    const [first] = same as [Right, ...Right[]];
    return { ...first, verb: same.map(({ verb }) => verb).join(', ') };
  });
  const byVerb = Map.groupBy(lines, ({ verb, namespace, isEverywhere }) => `${verb} ${namespace} ${isEverywhere}`);
  const sentences = [...byVerb.values()].map((same) => {
    const [first] = same as [Right, ...Right[]];
    const names = same.map((right) =>
      inWords({ ...right, verb: '', namespace: undefined, isEverywhere: false }).trim(),
    );
    const where = inWords({ ...first, group: '', verb: '', resource: '', name: undefined }).trim();
    return `${first.verb} ${shortList(names, MOST_NAMED, (name) => name).join(', ')}${where === '' ? '' : ` ${where}`}`;
  });
  return shortList(sentences, MOST_NAMED, (sentence) => sentence).join('; ');
}
