// The main program of the single file. The modules of the bundle are assets in it, which are loaded from there, so that a
// command reads only what it needs. An embedded main program has to be CommonJS (Node 24, single executable applications).
import { registerHooks } from 'node:module';
import { getAsset } from 'node:sea';

/** Where the modules seem to be. Nothing is read there. */
const BASE = 'file:///kubectl-iceoryx/';

registerHooks({
  resolve(specifier, context, next) {
    const url = specifier.startsWith('./') ? new URL(specifier, BASE).href : specifier;
    return url.startsWith(BASE) ? { url, format: 'module', shortCircuit: true } : next(specifier, context);
  },
  load(url, context, next) {
    return url.startsWith(BASE)
      ? { source: getAsset(url.slice(BASE.length), 'utf8'), format: 'module', shortCircuit: true }
      : next(url, context);
  },
});

void import(`${BASE}main.mjs`);
