import { environment, javaOperatorSdk, OperatorScope, PostgreSQL, Shards } from '../../lib';
import { type Case, operator } from './case';

/** Bad input of what the program of an operator is told. */
export const OPERATOR_SETTINGS: readonly Case[] = [
  {
    name: 'a lease that runs out before its leader gives up',
    declare: (world) => operator(world, { leaderElection: { leaseDurationSeconds: 10 } }),
    says: [
      '[chart/op] leaderElection.renewDeadlineSeconds is not below the duration of the lease',
      'given: 10',
      'less than leaseDurationSeconds: 10',
    ],
  },
  {
    name: 'a leader that has no second try to renew',
    declare: (world) => operator(world, { leaderElection: { retryPeriodSeconds: 9 } }),
    says: [
      '[chart/op] leaderElection.retryPeriodSeconds',
      'given: 9',
      'renewDeadlineSeconds / 1.2: 10 / 1.2',
    ],
  },
  {
    name: 'a lease of half a second',
    declare: (world) => operator(world, { leaderElection: { leaseDurationSeconds: 0.5 } }),
    says: ['leaderElection.leaseDurationSeconds', 'given: 0.5', 'an integer from 1 on'],
  },
  {
    name: 'a pod that is killed before it releases the lease',
    declare: (world) => operator(world, { terminationGracePeriodSeconds: 10 }),
    says: ['terminationGracePeriodSeconds leaves no time to release the lease', 'given: 10', 'more than'],
  },
  {
    name: 'no reconcile at all at once',
    declare: (world) => operator(world, { performance: { maxConcurrentReconciles: 0 } }),
    says: ['[chart/op] performance.maxConcurrentReconciles', 'given: 0', 'an integer from 1 on'],
  },
  {
    name: 'a burst below the rate',
    declare: (world) => operator(world, { performance: { clientQps: 50, clientBurst: 10 } }),
    says: ['performance.clientBurst is below the rate', 'given: 10', 'clientQps or more: 50'],
  },
  {
    name: 'a label selector that is none',
    declare: (world) => operator(world, { performance: { cacheLabelSelector: 'a in b' } }),
    says: ['performance.cacheLabelSelector is not a label selector', 'given: "a in b"', 'a in (b, c)'],
  },
  {
    name: 'a label selector with a value that no label has',
    declare: (world) => operator(world, { performance: { cacheLabelSelector: 'a=-b' } }),
    says: ['performance.cacheLabelSelector is not a label value', 'given: "-b"'],
  },
  {
    name: 'a setting that the framework has not',
    declare: (world) =>
      operator(world, { framework: javaOperatorSdk(), performance: { clientQps: 5, clientBurst: 5 } }),
    says: ['performance.clientQps is no setting of the Java Operator SDK', 'given: 5', 'fix:'],
  },
  {
    name: 'a setting of single controllers without their names',
    declare: (world) => operator(world, { framework: javaOperatorSdk(), performance: { resyncSeconds: 60 } }),
    says: ['framework has no controller names', "controllerNames: ['postgresql']"],
  },
  {
    name: 'a shard without the names of the controllers that watch it',
    declare: (world) =>
      operator(world, {
        framework: javaOperatorSdk(),
        scope: OperatorScope.cluster().withShard(Shards.byLabel('example.com/shard', ['a', 'b']).of('b')),
      }),
    says: ['framework has no controller names'],
  },
  {
    name: 'a variable that a setting is told by',
    declare: (world) => operator(world, { framework: environment(), env: { METRICS_PORT: '1' } }),
    says: ['env.METRICS_PORT is a variable that the operator is told its settings by', 'its own prop'],
  },
  {
    name: 'a flag that a setting is told by',
    declare: (world) => operator(world, { args: ['--zap-devel', '-leader-elect=false'] }),
    says: ['[chart/op', 'args has a flag that the operator is told its settings by', '-leader-elect=false'],
  },
  {
    name: 'a memory limit that is none, of an operator',
    declare: (world) => operator(world, { resources: { limits: { memory: 'abc' } } }),
    says: ['[chart/op', 'resources.limits.memory is not a Kubernetes quantity', 'given: "abc"'],
  },
  {
    name: 'a Secret to read that cannot be',
    declare: (world) => operator(world, { controllers: [{ for: PostgreSQL, reads: [{ secret: 'A B' }] }] }),
    says: ['[chart/op] controllers.reads is not a valid name', 'given: "A B"'],
  },
];
