/** First line of a generated file. */
export function header(source: string): string {
  return `// Generated from ${source} by \`npm run generate\`. Do not edit.\n`;
}

/** `await-apps-gone` → `awaitAppsGone` */
export function camelCase(kebab: string): string {
  return kebab.replace(/-(?<letter>[a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** `IceoryxDeployment` → `iceoryx-deployment` */
export function kebabCase(pascal: string): string {
  return pascal.replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
}
