import type { ScalarTag, SchemaOptions, Tags } from 'yaml';

/** Octal numbers of YAML 1.2, which kubectl knows beside those of 1.1. */
const OCTAL: ScalarTag = {
  tag: 'tag:yaml.org,2002:int',
  default: true,
  test: /^0o[0-7]+$/,
  resolve: (text) => Number(text),
};

const isTimestamp = (tag: Tags[number]): boolean =>
  typeof tag === 'object' && (tag.tag === 'tag:yaml.org,2002:timestamp' || ('format' in tag && tag.format === 'TIME'));

/**
 * YAML as kubectl reads it (sigs.k8s.io/yaml, which is go-yaml v2): 1.1, so that `on` and `yes` are booleans, `0644` is
 * an octal number and `<<` merges; but dates and `12:30` are strings. It decides what a file means, and which strings have
 * to be in quotes.
 */
export const KUBECTL_YAML: SchemaOptions = {
  schema: 'yaml-1.1',
  customTags: (tags) => [...tags.filter((tag) => !isTimestamp(tag)), OCTAL],
};
