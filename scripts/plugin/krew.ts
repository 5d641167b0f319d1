import { stringify } from 'yaml';
import manifest from '../../package.json' with { type: 'json' };
import type { Architecture } from './node-binary.ts';

/** An archive with the single file for an architecture. */
export interface Archive {
  readonly architecture: Architecture;
  /** Where it can be downloaded. */
  readonly uri: string;
  readonly sha256: string;
}

/** The manifest by which krew installs the plugin (pkg/index/types.go, krew 0.4.3). */
export function krewManifest(archives: readonly Archive[]): string {
  const plugin = {
    apiVersion: 'krew.googlecontainertools.github.com/v1alpha2',
    kind: 'Plugin',
    metadata: { name: 'iceoryx' },
    spec: {
      version: `v${manifest.version}`,
      homepage: 'https://iceoryx.io',
      shortDescription: 'See and handle Eclipse iceoryx on Kubernetes',
      description: `Shows what the iceoryx operator has made of IceoryxDeployments, IceoryxProfiles and
IceoryxDomains, what is wrong with them and what helps; computes pools and
memory; renders what would be applied.
`,
      caveats: `For completion by kubectl give the program its second name:
  ln -s "$(command -v kubectl-iceoryx)" ~/.local/bin/kubectl_complete-iceoryx
`,
      platforms: archives.map(({ architecture, uri, sha256 }) => ({
        selector: { matchLabels: { os: 'linux', arch: architecture } },
        uri,
        sha256,
        files: [
          { from: 'kubectl-iceoryx', to: '.' },
          { from: 'LICENSE*', to: '.' },
        ],
        bin: 'kubectl-iceoryx',
      })),
    },
  };
  return stringify(plugin, { lineWidth: 0 });
}
