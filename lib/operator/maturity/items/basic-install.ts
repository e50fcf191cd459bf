import { type DefinitionSpec, specOf } from '../install';
import type { MaturityItems } from '../item';

/** Level 1: it is installed, and its kinds with it, without a hand. */
export const BASIC_INSTALL: MaturityItems = {
  level: 1,
  name: 'Basic Install',
  items: [
    {
      title: 'Its containers run images of a stated version.',
      add: 'Name a tag other than `latest`, or a digest.',
      judge: ({ pod }) =>
        pod.containers.every(({ image = '' }) => /@sha256:|:(?!latest$)[^/:]+$/.test(image)),
    },
    {
      title: 'The kinds that it reconciles are defined in the app, each with a schema and a status.',
      add: 'Declare a `Kind`, and a `CustomResourceDefinition` of it in the app.',
      judge: ({ reconciled }) =>
        reconciled.length > 0 && reconciled.every(({ definition }) => definition && isWhole(definition)),
    },
    {
      title: 'Its containers state what CPU and memory they need.',
      add: 'State `resources` with requests for both.',
      judge: ({ pod }) =>
        pod.containers.every(
          ({ resources }) =>
            resources?.requests?.cpu !== undefined && resources.requests.memory !== undefined,
        ),
    },
    {
      title: 'Its pods run without root, without more privileges, under the seccomp profile of the runtime.',
      add: 'Leave the security context as `Operator` renders it.',
      judge: ({ pod }) =>
        pod.containers.every(({ securityContext: own }) => {
          const profile = own?.seccompProfile ?? pod.securityContext?.seccompProfile;
          const nonRoot = own?.runAsNonRoot ?? pod.securityContext?.runAsNonRoot;
          return (
            nonRoot === true && own?.allowPrivilegeEscalation === false && profile?.type === 'RuntimeDefault'
          );
        }),
    },
    {
      title: 'Its roles name the groups, resources and verbs that they allow.',
      add: 'Let `controllers` say what it does: no wildcard is derived from them.',
      judge: ({ rules }) =>
        rules.length > 0 &&
        rules.every(
          ({ apiGroups = [], resources = [], verbs }) =>
            ![...apiGroups, ...resources, ...verbs].includes('*'),
        ),
    },
  ],
  unseen: ['that the status of a resource tells when it is ready'],
};

function isWhole(definition: Parameters<typeof specOf>[0]): boolean {
  return specOf<DefinitionSpec>(definition).versions.every(
    ({ schema, subresources }) =>
      schema?.openAPIV3Schema?.properties !== undefined && subresources?.status !== undefined,
  );
}
