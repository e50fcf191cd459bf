// Written by scripts/update-built-in-roles.ts.
import type { RoleRow } from './row';

/** Roles in the namespaces of the cluster. */
export const ROLES: readonly RoleRow[] = [
  {
    name: 'kube-public/system:controller:bootstrap-signer',
    rules: [
      'events.k8s.io | events | create patch update',
      'v1 | configmaps | get list watch',
      'v1 | configmaps | update | cluster-info',
      'v1 | events | create patch update',
    ],
  },
  {
    name: 'kube-system/extension-apiserver-authentication-reader',
    rules: ['v1 | configmaps | get list watch | extension-apiserver-authentication'],
  },
  {
    name: 'kube-system/system::leader-locking-kube-controller-manager',
    rules: [
      'coordination.k8s.io | leasecandidates leases | create get list update watch |  | 31-',
      'v1 | configmaps | get update | kube-controller-manager | -34',
      'v1 | configmaps | watch |  | -34',
    ],
  },
  {
    name: 'kube-system/system::leader-locking-kube-scheduler',
    rules: [
      'coordination.k8s.io | leasecandidates leases | create get list update watch |  | 31-',
      'v1 | configmaps | get update | kube-scheduler | -34',
      'v1 | configmaps | watch |  | -34',
    ],
  },
  {
    name: 'kube-system/system:controller:bootstrap-signer',
    rules: ['v1 | secrets | get list watch'],
  },
  {
    name: 'kube-system/system:controller:cloud-provider',
    rules: ['v1 | configmaps | create get list watch'],
  },
  {
    name: 'kube-system/system:controller:token-cleaner',
    rules: [
      'events.k8s.io | events | create patch update',
      'v1 | events | create patch update',
      'v1 | secrets | delete get list watch',
    ],
  },
];
