import type { Finding } from '../../core/check';
import { PodSecurityLevel, type PodSecurityMode, podSecurityLabel } from '../../core/pod-security';
import type { RenderedObject } from '../../core/rendered-object';
import type { Standard } from './violations';

/** A standard that a namespace holds its pods to, and what comes of a violation. */
export interface HeldStandard extends Standard {
  /** What comes of a violation. */
  readonly mode: PodSecurityMode;
}

/** From what is refused to what is only recorded, so that the gravest is told. */
const MODES: readonly PodSecurityMode[] = ['enforce', 'warn', 'audit'];
const LEVELS: readonly string[] = Object.values(PodSecurityLevel);

/**
 * Reads the labels of a Namespace: its standards, each once, with the gravest mode that has it. A mode without a label
 * is as the administrators of the cluster set it, so nothing is known of it.
 * @param latest minor version that `latest` stands for, which a level without a version is of
 */
export function standardsOf({ manifest }: RenderedObject, latest: number): readonly HeldStandard[] {
  const labels = manifest.metadata.labels ?? {};
  const standards: HeldStandard[] = [];
  for (const mode of MODES) {
    const level = labels[podSecurityLabel(mode)];
    if (!isLevel(level)) continue;
    const minor = minorOf(labels[`${podSecurityLabel(mode)}-version`] ?? 'latest') ?? latest;
    const isHeld = standards.some((held) => held.level === level && held.minor === minor);
    if (!isHeld) standards.push({ mode, level, minor });
  }
  return standards;
}

/** What the API server refuses of the labels of a Namespace. */
export function labelFindings({ path, manifest }: RenderedObject): readonly Finding[] {
  const labels = manifest.metadata.labels ?? {};
  return MODES.flatMap((mode) => {
    const name = podSecurityLabel(mode);
    return [
      ...refused(path, name, labels[name], isLevel, LEVELS.join(', ')),
      ...refused(
        path,
        `${name}-version`,
        labels[`${name}-version`],
        isVersion,
        "'latest', 'v1.34' or the like",
      ),
    ];
  });
}

function refused(
  path: string,
  label: string,
  given: string | undefined,
  isAllowed: (value: string) => boolean,
  allowed: string,
): readonly Finding[] {
  if (given === undefined || isAllowed(given)) return [];
  const problem = 'says nothing of pod security, so the API server refuses the namespace';
  return [{ path, prop: `metadata.labels['${label}']`, problem, given, allowed }];
}

function isLevel(label: string | undefined): label is PodSecurityLevel {
  return label !== undefined && LEVELS.includes(label);
}

function isVersion(label: string): boolean {
  return label === 'latest' || minorOf(label) !== undefined;
}

/** The minor version of a label; `undefined` for `latest`. */
function minorOf(label: string): number | undefined {
  const minor = /^v1\.(0|[1-9]\d*)$/.exec(label)?.[1];
  return minor === undefined ? undefined : Number(minor);
}
