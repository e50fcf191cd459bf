import { Construct } from 'constructs';
import { at, fail, PlatformError } from '../core/errors';
import { KubeObject } from '../core/kube-object';
import { checkName } from '../core/names';
import { AppProject } from './app-project';
import { APPLICATION, ARGO_CD_NAMESPACE } from './argo-resources';
import { checkDestination, type Destination } from './destination';
import { checkRepoUrl, checkRevision, normalizePath } from './source';
import { type SyncPolicyProps, syncPolicy } from './sync-policy';
import { checkWave } from './wave';

/** Props of {@link Application}. */
export interface ApplicationProps extends SyncPolicyProps {
  /**
   * Name of the application, at most 63 characters.
   * @default - the construct's id
   */
  readonly name?: string;
  /**
   * Namespace that Argo CD is installed in.
   * @default 'argocd'
   */
  readonly namespace?: string;
  /** The project that limits what it may deliver. One given as a construct must permit this application. */
  readonly project: AppProject | string;
  /** URL of the repository, without credentials. */
  readonly repoUrl: string;
  /**
   * Branch, tag or commit. A fully qualified one, as in `refs/heads/main`, spares Argo CD from reading all
   * references of the repository.
   * @default 'HEAD', the newest commit of the repository's default branch
   */
  readonly targetRevision?: string;
  /** Folder of the manifests, from the root of the repository. Folders in it are not read. */
  readonly path: string;
  /**
   * File of the folder that is read, or a pattern of such files; nothing else in it is applied then, whoever put
   * it there.
   * @default - every YAML and JSON file; a chart of Helm or Kustomize as such
   */
  readonly include?: string;
  /** Where it delivers to: objects without a namespace of their own land in this one. */
  readonly destination: Destination;
  /**
   * When an Application that delivers this one applies it: lower waves first.
   * @default 0
   */
  readonly wave?: number;
  /**
   * Paths whose changes matter to it, relative to `path`. Commits that touch none of them cost it nothing.
   * Source: https://argo-cd.readthedocs.io/en/stable/operator-manual/high_availability/#manifest-paths-annotation
   * @default - every commit to the repository makes Argo CD read its manifests again
   */
  readonly manifestGeneratePaths?: readonly string[];
}

const MAX_NAME = 63;

/**
 * An Argo CD Application: a folder of a repository, and where to deliver it.
 *
 * It has no finalizer. Deleting it, or dropping it from the app, leaves everything in the cluster that it has
 * delivered; what should go must be removed from the repository first, or deleted by hand.
 *
 * Source: https://argo-cd.readthedocs.io/en/stable/operator-manual/declarative-setup/#applications
 */
export class Application extends Construct {
  /** Name of the application. */
  readonly name: string;
  /** Name of its project. */
  readonly project: string;
  /** The Application object. */
  readonly object: KubeObject;

  /** @throws PlatformError for an invalid prop, or a project that does not permit the application */
  constructor(scope: Construct, id: string, props: ApplicationProps) {
    super(scope, id);
    const namespace = props.namespace ?? ARGO_CD_NAMESPACE;
    const { project } = props;
    this.name = at(this, 'name', () => checkApplicationName(props.name ?? id));
    this.project = project instanceof AppProject ? project.name : project;
    const repoUrl = at(this, 'repoUrl', () => checkRepoUrl(props.repoUrl));
    const destination = at(this, 'destination', () => checkDestination(props.destination));
    if (project instanceof AppProject) this.checkPermitted(project, namespace, repoUrl, destination);
    this.object = new KubeObject(
      this,
      'Resource',
      APPLICATION,
      { name: this.name, namespace, annotations: this.annotations(props.manifestGeneratePaths) },
      {
        spec: {
          project: at(this, 'project', () => checkName('dns-subdomain', this.project)),
          source: {
            repoURL: repoUrl,
            targetRevision: at(this, 'targetRevision', () => checkRevision(props.targetRevision ?? 'HEAD')),
            path: at(this, 'path', () => normalizePath(props.path)),
            // Argo CD drops a `directory` that says nothing but its default, `recurse: false`.
            ...(props.include && { directory: { include: props.include } }),
          },
          destination,
          syncPolicy: syncPolicy(this, props),
        },
      },
      { wave: at(this, 'wave', () => checkWave(props.wave)) },
    );
  }

  private annotations(paths: readonly string[] | undefined): Record<string, string> {
    return paths ? { 'argocd.argoproj.io/manifest-generate-paths': paths.join(';') } : {};
  }

  /** What a project does not permit, Argo CD refuses only once it is in the cluster. */
  private checkPermitted(
    project: AppProject,
    namespace: string,
    repoUrl: string,
    destination: Required<Destination>,
  ): void {
    const refuse = (prop: string, given: unknown, allowed: string): never =>
      fail(this, prop, { problem: `is not permitted by the project "${project.name}"`, given, allowed });
    if (namespace !== project.namespace) refuse('namespace', namespace, project.namespace);
    if (!project.sourceRepos.includes(repoUrl)) refuse('repoUrl', repoUrl, project.sourceRepos.join(', '));
    if (!project.permits(destination)) {
      refuse('destination', destination, 'one of the destinations of the project');
    }
  }
}

/**
 * Returns the name when an Application may have it: where Argo CD tracks objects by label, its name is the value
 * of the label, which it cuts off in others.
 * Source: https://argo-cd.readthedocs.io/en/stable/user-guide/resource_tracking/
 * @throws PlatformError when it may not
 */
export function checkApplicationName(name: string): string {
  if (checkName('dns-subdomain', name).length <= MAX_NAME) return name;
  throw new PlatformError({
    problem: `has ${name.length} characters, more than the label that Argo CD may track objects by`,
    given: name,
    allowed: `at most ${MAX_NAME}`,
  });
}
