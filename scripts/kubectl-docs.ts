/**
 * `npm run docs:kubectl`: runs the commands whose output pages show, and writes into the pages what they print now. A page
 * has such a part between `<!-- shown: COMMAND -->` and `<!-- end -->` (kubectl-docs/shown.ts). The cluster for it is
 * brought up and taken down again: two nodes, the chart, and the objects of kubectl-docs/objects.ts.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { down } from '../lab/cluster/cluster.ts';
import type { Reach } from '../lab/cluster/kubectl.ts';
import { progressTo } from '../lab/cluster/progress.ts';
import { pagesWithOutput } from './kubectl-docs/pages.ts';
import { Typist } from './kubectl-docs/typist.ts';
import { shownIn, withShown } from './kubectl-docs/shown.ts';
import { CLUSTER, settled, setUp } from './kubectl-docs/stage.ts';

const HELP = `npm run docs:kubectl -- [options] [PAGE …]
  PAGE                  only these pages, such as docs/kubectl/status.md
  --kubeconfig PATH     use a cluster that has the chart and the objects; commands such as sweep and restart change it
  --keep                leave the cluster up; --kubeconfig can use it by "npm run cluster -- exec --name ${CLUSTER} --"
`;

const root = join(import.meta.dirname, '..');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    kubeconfig: { type: 'string' },
    keep: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) {
  process.stdout.write(HELP);
} else {
  await write(positionals.length === 0 ? pagesWithOutput(root) : positionals);
}

async function write(pages: readonly string[]): Promise<void> {
  process.chdir(root);
  const progress = progressTo(process.stderr);
  const { kubeconfig } = values;
  try {
    const reach: Reach =
      kubeconfig === undefined
        ? await setUp(progress)
        : { wrap: (command) => ['env', `KUBECONFIG=${kubeconfig}`, ...command] };
    progress.line('waiting until the objects are as pages show them');
    await settled(reach);
    await fill(pages, await Typist.in(reach, progress));
  } finally {
    if (kubeconfig === undefined && !values.keep) {
      await down(CLUSTER, progress);
    }
  }
}

async function fill(pages: readonly string[], typist: Typist): Promise<void> {
  try {
    const texts = new Map(pages.map((page) => [page, readFileSync(page, 'utf8')]));
    const printed = await typist.outputs([...texts.values()].flatMap(shownIn));
    for (const [page, text] of texts) {
      writeFileSync(page, withShown(text, printed));
    }
  } finally {
    await typist.leave();
  }
}
