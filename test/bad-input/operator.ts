import { OperatorScope, PostgreSQL } from '../../lib';
import { type Case, operator } from './case';

/** Bad input of operators. */
export const OPERATOR: readonly Case[] = [
  {
    name: 'no replicas of an operator',
    declare: (world) => operator(world, { replicas: 0 }),
    says: ['replicas', 'given: 0', 'an integer from 1 on'],
  },
  {
    name: 'minAvailable over the replicas of an operator',
    declare: (world) => operator(world, { replicas: 3, disruption: { minAvailable: 5 } }),
    says: ['[chart/op] disruption.minAvailable', 'given: 5', 'an integer from 1 to 2'],
  },
  {
    name: 'an operator without controllers',
    declare: (world) => operator(world, { controllers: [] }),
    says: ['[chart/op] controllers is empty', 'at least one controller'],
  },
  {
    name: 'two controllers for one kind',
    declare: (world) => operator(world, { controllers: [{ for: PostgreSQL }, { for: PostgreSQL }] }),
    says: ['[chart/op] controllers has two controllers for one kind', 'database.example.com/PostgreSQL'],
  },
  {
    name: 'an object without a namespace owned by one in a namespace',
    declare: (world) =>
      operator(world, { controllers: [{ for: PostgreSQL, owns: ['v1/PersistentVolume'] }] }),
    says: ['[chart/op] controllers has a PostgreSQL own a PersistentVolume', 'namespaced kinds'],
  },
  {
    name: 'an operator limited to no namespace',
    declare: () => OperatorScope.namespaces(),
    says: ['names no namespace', 'at least one name'],
  },
  {
    name: 'metrics and health on one port',
    declare: (world) => operator(world, { metricsPort: 8081 }),
    says: ['[chart/op] metricsPort is the health port as well', 'given: 8081'],
  },
];
