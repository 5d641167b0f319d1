/** Errors of iceoryx that are not known, and where to report them. */
export function unknownInWords(lines: readonly string[]): string {
  return [
    'Not known: these lines are errors of iceoryx, and nothing here explains them.',
    ...lines.map((line) => `  ${line}`),
    'Search the issues of eclipse-iceoryx/iceoryx for them. If there is none, report it there with these lines, the version of',
    'iceoryx, how the images of RouDi and the app were built, and the output of kubectl describe ioxd NAME.',
    '',
  ].join('\n');
}
