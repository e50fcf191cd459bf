import type { IConstruct } from 'constructs';
import type { Check, Finding } from '../../core/check';
import { Cluster } from '../../core/cluster';
import { fieldOf, itemsOf } from '../../core/manifest-fields';
import type { ObjectIndex } from '../../core/rendered-object';
import { toDynamic } from '../../kind/cel/values/dynamic';
import { CompiledPolicy } from '../../policy/compiled-policy';
import { Bound } from '../guard-rails/bounds-annotations';
import { images } from '../guard-rails/rules/images';

/**
 * The image of the DNS that vCluster has itself, of whichever version.
 * Source: `CoreDNSVersionMap` in github.com/loft-sh/vcluster, pkg/constants/coredns.go.
 */
const OWN_DNS = 'docker.io/coredns/coredns:1';

/** What the check needs to know of a virtual cluster. */
export interface ImageFacts {
  /** Path of its construct. */
  readonly path: string;
  /** Its namespace. */
  readonly namespace: string;
  /** Image of its DNS, if that is not vCluster's own. */
  readonly dnsImage: string | undefined;
  /** Image of the init container of its stateful sets, if they have one. */
  readonly hostnameImage: string | undefined;
}

/**
 * The pods that a control plane makes of itself come from registries of the tenant: no object of the app has their images,
 * and the guard rails of its namespace would refuse them when they are made.
 */
export function imageCheck(scope: IConstruct, facts: ImageFacts): Check {
  const { path, namespace, dnsImage = OWN_DNS, hostnameImage } = facts;
  return (objects) => {
    const home = objects.ofKind('', 'Namespace').find(({ name }) => name === namespace);
    if (home?.manifest.metadata.annotations?.[Bound.NAMESPACES] === undefined) return [];
    const { variables = [], validations } = images();
    const policy = CompiledPolicy.compile({ variables, matchConditions: [], validations }, Cluster.of(scope));
    const refusals = (image: string | undefined): readonly string[] =>
      image === undefined
        ? []
        : policy.judge({
            object: toDynamic({ spec: { containers: [{ image }] } }),
            request: toDynamic({ kind: { group: '', version: 'v1', kind: 'Pod' } }),
            namespaceObject: toDynamic(home.manifest),
          });
    const severity = areRefused(objects) ? 'error' : 'warning';
    const found = (prop: string, image: string | undefined, given: string | undefined): readonly Finding[] =>
      refusals(image).map((message) => ({
        path,
        prop,
        problem: `would be refused by guard rails, in a pod that the control plane makes: ${message}`,
        given,
        fix: 'state a copy of the image in a registry of the tenant, or allow the tenant the one that it is in',
        severity,
      }));
    return [
      ...found('dnsImage', dnsImage, facts.dnsImage),
      ...found('hostnameImage', hostnameImage, hostnameImage),
    ];
  };
}

/** Whether guard rails refuse what they find; those of another app do, as far as this one knows. */
function areRefused(objects: ObjectIndex): boolean {
  const binding = objects
    .ofKind('admissionregistration.k8s.io', 'ValidatingAdmissionPolicyBinding')
    .find(({ manifest }) => fieldOf(manifest, 'spec', 'policyName') === `tenant-${images().name}`);
  return !binding || itemsOf(fieldOf(binding.manifest, 'spec', 'validationActions')).includes('Deny');
}
