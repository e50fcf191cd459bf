import * as fc from 'fast-check';
import {
  type Allowance,
  Namespace,
  NodeAgent,
  Operator,
  OperatorScope,
  PostgreSQL,
  WebService,
} from '../../../../lib';
import { inChart, type Subject } from '../engine/subject';
import { port } from '../values/integers';
import { dnsLabel, dnsLabel1035 } from '../values/names';
import { allowances } from '../values/peers';
import { full } from '../values/records';

const CLIENTS = {
  WebService: (home: Namespace, id: string, port: number) => new WebService(home, id, { image: 'a:1', port }),
  NodeAgent: (home: Namespace, id: string) => new NodeAgent(home, id, { image: 'a:1' }),
  Operator: (home: Namespace, id: string) =>
    new Operator(home, id, {
      image: 'a:1',
      controllers: [{ for: PostgreSQL }],
      scope: OperatorScope.namespaces('a'),
    }),
};
const TARGETS = {
  WebService: (home: Namespace, id: string, port: number) => new WebService(home, id, { image: 'a:1', port }),
  PostgreSQL: (home: Namespace, id: string) => new PostgreSQL(home, id, { version: '15', storage: '1Gi' }),
};

/** A client that connects to a target, and whom else the two know. */
export interface ConnectionsCase {
  /** What the client is. */
  readonly client: keyof typeof CLIENTS;
  /** What the target is. */
  readonly target: keyof typeof TARGETS;
  /** Names of the two. */
  readonly names: readonly string[];
  /** Namespaces of the two, which may be one. */
  readonly homes: readonly [string, string];
  /** Port of either, where it states one. */
  readonly port: number;
  /** Whom the client may connect to besides. */
  readonly to: readonly Allowance[];
  /** Who may connect to the target besides, and to the client where others may do so at all. */
  readonly from: readonly Allowance[];
}

/** What is declared by `connectTo`, `allowTo` and `allowFrom`, under test. */
export const connections: Subject<ConnectionsCase> = {
  name: 'connectTo, allowTo and allowFrom',
  props: full<ConnectionsCase>({
    client: fc.constantFrom('WebService', 'NodeAgent', 'Operator'),
    target: fc.constantFrom('WebService', 'PostgreSQL'),
    names: fc.uniqueArray(dnsLabel1035, { minLength: 2, maxLength: 2 }),
    homes: fc.oneof(
      fc.tuple(dnsLabel, dnsLabel),
      dnsLabel.map((home) => [home, home] as const),
    ),
    port,
    to: allowances,
    from: allowances,
  }),
  declare: (cluster, { client, target, names, homes, port: number, to, from }) =>
    inChart(cluster, (chart) => {
      const [here, there] = homes;
      const home = new Namespace(chart, here);
      const away = here === there ? home : new Namespace(chart, there);
      const source = CLIENTS[client](home, String(names[0]), number);
      const sink = TARGETS[target](away, String(names[1]), number);
      source.connectTo(sink);
      source.allowTo(...to);
      sink.allowFrom(...from);
      if (!(source instanceof Operator)) source.allowFrom(...from);
    }),
};
