import { inProp, PlatformError } from '../core/errors';
import { checkName } from '../core/names';
import { nonEmpty } from '../core/non-empty';
import type { ContainerSpec } from '../core/plain';
import { Image } from '../core/values/image';
import { parseInteger } from '../core/values/integer';
import { parsePort, parsePortName } from '../core/values/port';
import { type Env, renderEnv } from './env';
import { canonicalPath, checkAbsolute, checkDistinct, isRoot } from './path';
import type { Probe } from './probe';
import { type ComputeResources, parseResources } from './resources';
import { type Mount, Volume } from './volume';
import { volumeName } from './volume-name';

/** A port that a container listens on. */
export interface ContainerPort {
  /** Name, at most 15 characters: `http`, `metrics`. */
  readonly name: string;
  /** Number, 1 to 65535. */
  readonly port: number;
}

/** A container. */
export interface ContainerProps {
  /**
   * Name of the container.
   * @default - the name of the workload
   */
  readonly name?: string;
  /** Image, with a tag other than `latest`, or a digest. */
  readonly image: string | Image;
  /**
   * When the image is pulled: at every start of the container, by which its credentials are asked for, or if the node does
   * not have it.
   * @default 'IfNotPresent'
   */
  readonly imagePullPolicy?: 'Always' | 'IfNotPresent';
  /**
   * Command, in place of the image's entrypoint.
   * @default - the image's entrypoint
   */
  readonly command?: readonly string[];
  /**
   * Arguments of the command.
   * @default - the image's own
   */
  readonly args?: readonly string[];
  /**
   * Environment variables.
   * @default - none
   */
  readonly env?: Env;
  /**
   * Ports that it listens on.
   * @default - none
   */
  readonly ports?: readonly ContainerPort[];
  /**
   * What it asks for and may use at most.
   * @default - the defaults of the namespace's LimitRange, where there is one
   */
  readonly resources?: ComputeResources;
  /**
   * Restarts the container when it fails. A probe that depends on anything but the container itself turns an
   * outage elsewhere into restarts here.
   * @default - none
   */
  readonly liveness?: Probe;
  /**
   * Takes the pod out of its Services while it fails.
   * @default - none
   */
  readonly readiness?: Probe;
  /**
   * Holds the other probes back until it succeeds.
   * @default - none
   */
  readonly startup?: Probe;
  /**
   * Volumes that it sees.
   * @default - none
   */
  readonly mounts?: readonly Mount[];
  /**
   * Directories it may write to, each an empty directory of at most 64 MiB; everything else of its root
   * filesystem is read-only.
   * @default - none
   */
  readonly writablePaths?: readonly string[];
  /**
   * User id that it runs as; 0 is root, which only namespaces below pod security level restricted admit.
   * @default - the user of the image, which must not be root
   */
  readonly runAsUser?: number;
}

/** A container as a pod renders it, and the volumes that it brings along. */
export interface RenderedContainer {
  /** The container. */
  readonly spec: ContainerSpec;
  /** Volumes that the pod needs for it. */
  readonly volumes: readonly Volume[];
}

/**
 * Renders a container under the `restricted` pod security standard: no privilege escalation, no capabilities, a
 * read-only root filesystem.
 * @param fallbackName name of a container that states none
 */
export function renderContainer(props: ContainerProps, fallbackName: string): RenderedContainer {
  const name = inProp('name', () => checkName('dns-label', props.name ?? fallbackName));
  const mounts = [
    ...(props.mounts ?? []),
    ...inProp('writablePaths', () => writable(name, props.writablePaths ?? [])),
  ];
  refuseSharedPaths(mounts);
  const spec: ContainerSpec = {
    name,
    image: inProp('image', () => Image.of(props.image).toString()),
    imagePullPolicy: checkPullPolicy(props.imagePullPolicy ?? 'IfNotPresent'),
    command: nonEmpty(props.command),
    args: nonEmpty(props.args),
    env: nonEmpty(props.env && renderEnv(props.env)),
    ports: nonEmpty(props.ports && inProp('ports', () => renderPorts(props.ports ?? []))),
    ...(props.resources && { resources: inProp('resources', () => parseResources(props.resources ?? {})) }),
    livenessProbe: props.liveness?.spec,
    readinessProbe: props.readiness?.spec,
    startupProbe: props.startup?.spec,
    ...(mounts.length > 0 && {
      volumeMounts: mounts.map(({ volume, path, readOnly }) => ({
        name: volume.name,
        mountPath: inProp('mounts', () => checkAbsolute(path)),
        ...((readOnly ?? volume.isHostPath) && { readOnly: true }),
      })),
    }),
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: true,
      ...(props.runAsUser !== undefined && {
        runAsNonRoot: props.runAsUser !== 0,
        runAsUser: checkUserId(props.runAsUser),
      }),
    },
  };
  return { spec, volumes: mounts.map(({ volume }) => volume) };
}

/** The type does not hold callers of plain JavaScript; the API server takes `Never` as well, which runs what others left there. */
function checkPullPolicy(policy: string): string {
  if (policy === 'Always' || policy === 'IfNotPresent') return policy;
  throw new PlatformError(
    { problem: 'is no pull policy for a container', given: policy, allowed: 'Always, IfNotPresent' },
    { prop: 'imagePullPolicy' },
  );
}

function writable(container: string, paths: readonly string[]): readonly Mount[] {
  const root = paths.find((path) => isRoot(checkAbsolute(path)));
  if (root) {
    throw new PlatformError({
      problem: 'is the whole root filesystem',
      given: root,
      allowed: 'a directory below the root',
    });
  }
  return checkDistinct(paths).map((path) => ({
    volume: Volume.emptyDir(volumeName(container, path), '64Mi'),
    path,
  }));
}

function checkUserId(id: number): number {
  return inProp('runAsUser', () =>
    parseInteger(id, { min: 0, max: 2 ** 31 - 1, problem: 'is not a user id' }),
  );
}

function renderPorts(
  ports: readonly ContainerPort[],
): { name: string; containerPort: number; protocol: string }[] {
  const names = new Set<string>();
  return ports.map(({ name, port }) => {
    if (names.has(name)) throw new PlatformError({ problem: 'names two ports alike', given: name });
    names.add(name);
    return { name: parsePortName(name), containerPort: parsePort(port), protocol: 'TCP' };
  });
}

function refuseSharedPaths(mounts: readonly Mount[]): void {
  const paths = new Set<string>();
  for (const { path } of mounts) {
    if (paths.has(canonicalPath(path))) {
      throw new PlatformError({ problem: 'has two volumes at one path', given: path }, { prop: 'mounts' });
    }
    paths.add(canonicalPath(path));
  }
}
