import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import test from 'ava';

const FILES = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' })
  .split('\n')
  .filter((file) => existsSync(file));
const PAGES = FILES.filter((file) => file.endsWith('.md'));
/** Files that may refer to pages. */
const TEXTS = FILES.filter((file) => /\.(?:md|ts|yaml|txt|tpl|sh|json)$|^Dockerfile$/.test(file));

/** The page without code, in which brackets have other meanings. */
function prose(page: string): string {
  return readFileSync(page, 'utf8')
    .replace(/^ *(?<fence>```|~~~).*?^ *\k<fence>$/gms, '')
    .replace(/`[^`\n]*`/g, '');
}

/** Anchors that GitHub gives to headings. */
function anchorsOf(page: string): Set<string> {
  const anchors = new Set<string>();
  const text = readFileSync(page, 'utf8').replace(/^```.*?^```$/gms, '');
  for (const { groups } of text.matchAll(/^#+ +(?<heading>.+)$/gm)) {
    const heading = (groups?.['heading'] ?? '').replace(/\[(?<words>[^\]]*)\]\([^)]*\)/g, '$<words>');
    const slug = heading
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, '')
      .replaceAll(' ', '-');
    for (let number = 0; ; number += 1) {
      const name = number === 0 ? slug : `${slug}-${number}`;
      if (!anchors.has(name)) {
        anchors.add(name);
        break;
      }
    }
  }
  return anchors;
}

test('every relative link of a page leads to an existing file and heading', (t) => {
  let links = 0;
  const dead: string[] = [];
  for (const page of PAGES) {
    for (const { groups } of prose(page).matchAll(/\]\((?<target>[^)\s]+)\)/g)) {
      const target = groups?.['target'] ?? '';
      if (/^[a-z]+:/.test(target)) continue;
      links += 1;
      const [path = '', anchor] = target.split('#');
      const file = path === '' ? page : normalize(join(dirname(page), path));
      if (!existsSync(file)) {
        dead.push(`${page}: ${target}, which is not there`);
      } else if (anchor !== undefined && file.endsWith('.md') && !anchorsOf(file).has(anchor)) {
        dead.push(`${page}: ${target}, where no heading has that name`);
      }
    }
  }
  t.deepEqual(dead, []);
  t.true(links > 100, `${links} links`);
});

test('every page that a text, a comment or a message names by its path exists', (t) => {
  let names = 0;
  for (const file of TEXTS) {
    for (const [path] of readFileSync(file, 'utf8').matchAll(/(?<![\w/.-])docs\/[\w/-]+\.md/g)) {
      names += 1;
      t.true(existsSync(path), `${file} names ${path}, which is not there`);
    }
  }
  t.true(names > 50, `${names} names`);
});

test('every npm script that a page tells to run exists', (t) => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
  for (const page of PAGES) {
    for (const { groups } of readFileSync(page, 'utf8').matchAll(/npm run (?<script>[\w:-]+)/g)) {
      t.true((groups?.['script'] ?? '') in scripts, `${page} tells to run ${groups?.['script']}`);
    }
  }
});
