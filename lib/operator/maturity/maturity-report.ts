import type { ObjectIndex } from '../../core/rendered-object';
import { PlatformApp } from '../../core/synth/app';
import { OperatorInstall, type OperatorName } from './install';
import type { MaturityItems, MaturityLevel, MaturityState } from './item';
import { AUTO_PILOT } from './items/auto-pilot';
import { BASIC_INSTALL } from './items/basic-install';
import { DEEP_INSIGHTS } from './items/deep-insights';
import { FULL_LIFECYCLE } from './items/full-lifecycle';
import { SEAMLESS_UPGRADES } from './items/seamless-upgrades';

/** Something that manifests of a level show, and whether they do. */
export interface JudgedItem {
  /** What it is. */
  readonly title: string;
  /** Whether it is there. */
  readonly state: MaturityState;
  /** How to add it. */
  readonly add: string;
}

/** A level, and what of it an operator has. */
export interface JudgedLevel {
  readonly level: MaturityLevel;
  /** Name of the level. */
  readonly name: string;
  readonly items: readonly JudgedItem[];
  /** What belongs to the level as well, and no manifest shows. */
  readonly unseen: readonly string[];
}

/** How mature the install of an operator is, as far as its manifests show it. */
export interface MaturityReport {
  readonly operator: OperatorName;
  /** The highest level of which, and of all below it, nothing is missing; 0 where something is of the first. */
  readonly level: MaturityLevel | 0;
  /** All levels, from the first. */
  readonly levels: readonly JudgedLevel[];
}

const LEVELS: readonly MaturityItems[] = [
  BASIC_INSTALL,
  SEAMLESS_UPGRADES,
  FULL_LIFECYCLE,
  DEEP_INSIGHTS,
  AUTO_PILOT,
];

/**
 * Judges the install of an operator by the objects that are applied, whatever made them. Much that a level asks for is
 * done by the program and shows in no manifest: the report names it, and does not judge it.
 * @param source an app, whose checks then run, or its objects
 * @throws PlatformError when no Deployment or StatefulSet has the operator's name
 */
export function maturityReport(
  source: PlatformApp | ObjectIndex,
  { name, namespace }: OperatorName,
): MaturityReport {
  const objects = source instanceof PlatformApp ? source.objects() : source;
  const install = new OperatorInstall(objects, { name, namespace });
  const levels = LEVELS.map(({ items, ...rest }) => ({
    ...rest,
    items: items.map(({ title, add, judge }) => ({ title, add, state: stateOf(judge(install)) })),
  }));
  const below = levels.findIndex(({ items }) => items.some(({ state }) => state === 'missing'));
  return {
    operator: install.operator,
    level: (below < 0 ? LEVELS.length : below) as MaturityReport['level'],
    levels,
  };
}

function stateOf(verdict: boolean | undefined): MaturityState {
  if (verdict === undefined) return 'not needed';
  return verdict ? 'present' : 'missing';
}
