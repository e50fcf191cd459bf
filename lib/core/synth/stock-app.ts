import type { IConstruct } from 'constructs';
import { appChecks } from '../app-check';
import { bounded } from '../bounded';
import { type Check, checksOf } from '../check';
import { setProof } from '../proof';
import { ObjectIndex, RenderedObject } from '../rendered-object';
import { checkIdentities } from './identity-check';
import { checkMetadata } from './metadata-check';
import { prove } from './prove';
import { renderSources } from './render';
import { walk } from './unit';

const TOLD = Symbol.for('cdk8s-platform.told-warnings');

interface Warned {
  [TOLD]?: Set<string>;
}

/**
 * Proves the objects of a tree whose App is not ours, as a PlatformApp does; returns a line for each problem, and writes
 * what it warns of to standard error. Such an App validates once and then again for each chart: a warning is told once.
 *
 * What was found before is not kept from one validation to the next. A construct, a fact or a value that is computed at
 * synth may have changed in between, and nothing tells one synth from the next.
 */
function proveStockApp(root: IConstruct): readonly string[] {
  const { constructs, charts } = walk(root);
  const problems: string[] = [];
  const objects = renderSources([...charts.values()].flat(), problems).map(
    ({ source, manifest }) => new RenderedObject(source.node.path, manifest),
  );
  if (problems.length > 0) return problems;
  const checks = [identityWarnings(root), checkMetadata, ...appChecks(root), ...constructs.flatMap(checksOf)];
  const found = prove(new ObjectIndex(objects), checks);
  if (found.problems.length === 0) tellOnce(root, found.warnings);
  return found.problems;
}

setProof(proveStockApp);

/**
 * Charts of such an App may be applied to different clusters, or with the namespace that a command states, so that two
 * objects of one name, or one without a namespace, are no error. The proofs take the App for one cluster: they are told.
 */
function identityWarnings(root: IConstruct): Check {
  return (objects) =>
    bounded(
      root,
      checkIdentities(objects).map((finding) => ({ ...finding, severity: 'warning' })),
    );
}

function tellOnce(root: IConstruct, warnings: readonly string[]): void {
  const warned = root as Warned;
  warned[TOLD] ??= new Set();
  for (const warning of warnings) {
    if (warned[TOLD].has(warning)) continue;
    warned[TOLD].add(warning);
    process.stderr.write(`warning: ${warning}\n`);
  }
}
