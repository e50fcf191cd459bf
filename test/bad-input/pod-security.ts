import { ApiObject } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Namespace, PodSecurityLevel } from '../../lib';
import { type Case, tenant } from './case';

/** Bad input of pod security: of namespaces, and of pods that theirs refuses. */
export const POD_SECURITY: readonly Case[] = [
  {
    name: 'a namespace that is privileged for no reason',
    declare: ({ chart }) => new Namespace(chart, 'home', { podSecurity: PodSecurityLevel.PRIVILEGED }),
    says: ['[chart/home] podSecurity exempts', 'given: "privileged"', 'fix: state `podSecurityReason`'],
  },
  {
    name: 'a reason on two lines',
    declare: ({ chart }) =>
      new Namespace(chart, 'home', {
        podSecurity: PodSecurityLevel.BASELINE,
        podSecurityReason: 'an agent\nof the node',
      }),
    says: ['[chart/home] podSecurityReason is no reason', 'allowed: a phrase on one line'],
  },
  {
    name: 'a reason for an exemption that is not there',
    declare: ({ chart }) => new Namespace(chart, 'home', { podSecurityReason: 'an agent of the node' }),
    says: ['[chart/home] podSecurityReason states why', 'fix: leave it out'],
  },
  {
    name: 'a warning of less than what is enforced',
    declare: ({ chart }) => new Namespace(chart, 'home', { podSecurityWarn: PodSecurityLevel.BASELINE }),
    says: ['[chart/home] podSecurityWarn is weaker', 'given: "baseline"', 'allowed: restricted'],
  },
  {
    name: 'a version of pod security that the cluster does not know',
    declare: ({ chart }) => new Namespace(chart, 'home', { podSecurityVersion: '1.40' }),
    says: ['[chart/home] podSecurityVersion is newer than the cluster', 'given: "1.40"', 'at most 1.36'],
  },
  {
    name: 'a level of pod security that there is not',
    declare: ({ chart }) =>
      new Namespace(chart, 'home', {
        podSecurity: 'strict' as PodSecurityLevel,
        podSecurityReason: 'told',
        podSecurityWarn: PodSecurityLevel.RESTRICTED,
        podSecurityAudit: PodSecurityLevel.RESTRICTED,
      }),
    says: [
      "[chart/home/Namespace] metadata.labels['pod-security.kubernetes.io/enforce']",
      'given: "strict"',
      'allowed: privileged, baseline, restricted',
    ],
  },
  {
    name: 'a Deployment of cdk8s-plus in the namespace of a tenant, whose pods it refuses',
    declare: (world) => {
      const home = tenant(world, {}).namespace();
      new kplus.Deployment(home, 'shop', {
        metadata: { namespace: home.name },
        containers: [{ image: 'shop:1.0.0', portNumber: 80 }],
      });
    },
    says: [
      '[chart/alpha/alpha/shop/Resource] spec.template.spec.containers[0].securityContext.capabilities.drop',
      'is refused in namespace alpha by pod security level restricted v1.36 (capabilities_restricted)',
      'given: nothing; allowed: a list that has ALL; fix: set it',
    ],
  },
  {
    name: 'a bare pod with a directory of its node',
    declare: ({ chart }) => {
      new Namespace(chart, 'home');
      new ApiObject(chart, 'pod', {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'pod', namespace: 'home' },
        spec: {
          containers: [{ name: 'a', image: 'a:1' }],
          volumes: [{ name: 'logs', hostPath: { path: '/var/log' } }],
        },
      });
    },
    says: [
      '[chart/pod] spec.volumes[0].hostPath is refused in namespace home',
      'given: {"path":"/var/log"}',
      "fix: change it, or run it in a Namespace of its own with podSecurity 'privileged'",
    ],
  },
];
