import Module from 'node:module';
import * as path from 'node:path';

/** Loads a file as the program that was run: `require.main` is then its own module. */
const { _load: load } = Module as unknown as {
  readonly _load: (file: string, parent: null, isMain: boolean) => unknown;
};

/**
 * Runs the program of an app for one version of Kubernetes after the other, each time as if for the first, into a folder for
 * each: a process for each would load the library as often.
 */
const [, , program = '', outdir = '', ...versions] = process.argv;
// An app is told nothing else.
process.argv.splice(1, process.argv.length, program);
const own = `${path.dirname(program)}${path.sep}`;
for (const version of versions) {
  process.env.KUBERNETES_VERSION = version;
  process.env.CDK8S_OUTDIR = path.join(outdir, version);
  for (const file of Object.keys(require.cache)) if (file.startsWith(own)) delete require.cache[file];
  load(program, null, true);
}
