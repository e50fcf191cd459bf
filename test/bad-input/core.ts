import { ApiObject, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Cluster, Namespace } from '../../lib';
import type { Case } from './case';

/** Bad input of the cluster, namespaces, names, labels, and what any object of an app is. */
export const CORE: readonly Case[] = [
  {
    name: 'a namespace with an underscore',
    declare: ({ chart }) => new Namespace(chart, 'team_a'),
    says: ['[chart/team_a]', 'given: "team_a"', 'RFC 1123 label'],
  },
  {
    name: 'a chart whose id is no folder name',
    declare: ({ app }) =>
      new ApiObject(new Chart(app, 'My Chart'), 'x', {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'x', namespace: 'y' },
      }),
    says: ['[My Chart]', 'given: "My Chart"', 'folder'],
  },
  {
    name: 'two objects with one identity',
    declare: ({ app }) => {
      for (const id of ['one', 'two']) new Namespace(new Chart(app, id), 'shared');
    },
    says: [
      '[two/shared/Namespace]',
      'the first is at [one/shared/Namespace]',
      'fix: give one of them another name',
    ],
  },
  {
    name: 'a namespace on a cluster-scoped object',
    declare: ({ app }) =>
      new kplus.ClusterRole(new Chart(app, 'roles', { namespace: 'team' }), 'reader').allowRead(
        kplus.ApiResource.NODES,
      ),
    says: ['[roles/reader/Resource]', 'ClusterRole is cluster-scoped', 'given: "team"', 'a Chart without'],
  },
  {
    name: 'a namespaced object without a namespace',
    declare: ({ chart }) => new kplus.ConfigMap(chart, 'config', { data: { a: 'b' } }),
    says: ['[chart/config/Resource]', 'has no namespace', 'metadata.namespace'],
  },
  {
    name: 'an object with an invalid name',
    declare: ({ chart }) =>
      new ApiObject(chart, 'x', {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'Bad_Name', namespace: 'home' },
      }),
    says: ['[chart/x] metadata.name is not a valid name', 'given: "Bad_Name"'],
  },
  {
    name: 'a label with an invalid value',
    declare: ({ chart }) => new Namespace(chart, 'home', { labels: { team: 'a b' } }),
    says: ['[chart/home] labels', 'given: "a b"', 'at most 63 letters'],
  },
  {
    name: 'a chart that depends on another',
    declare: ({ app, chart }) => {
      const other = new Chart(app, 'other');
      new Namespace(other, 'b');
      new Namespace(chart, 'a');
      chart.addDependency(other);
    },
    says: ['[chart] depends on [other] in another chart', 'fix: create both in one chart'],
  },
  {
    name: 'an unsupported version of Kubernetes',
    declare: () => new Cluster({ kubernetes: '1.20' }),
    says: ['Cluster.kubernetes', 'given: "1.20"', "'1.28'"],
  },
  {
    name: 'a patch version of Kubernetes',
    declare: () => new Cluster({ kubernetes: 'v1.36.1' }),
    says: ['Cluster.kubernetes', 'given: "v1.36.1"', 'without a patch'],
  },
  {
    name: 'API server addresses that are none',
    declare: () => new Cluster({ kubernetes: '1.36', apiServer: { cidrs: [] } }),
    says: ['Cluster.apiServer.cidrs is empty', 'at least one'],
  },
  {
    name: 'a cluster of no capacity',
    declare: () => new Cluster({ kubernetes: '1.34', capacity: { memory: 0 } }),
    says: ['Cluster.capacity.memory is nothing', 'given: "0"', 'more than zero'],
  },
  {
    name: 'a cluster with half a pod',
    declare: () => new Cluster({ kubernetes: '1.34', capacity: { pods: 0.5 } }),
    says: ['Cluster.capacity.pods is not a count', 'given: 0.5'],
  },
];
