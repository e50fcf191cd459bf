import { Chart } from 'cdk8s';
import * as fc from 'fast-check';
import {
  type Cluster,
  CompositeOperator,
  type CompositeOperatorProps,
  type Kind,
  Operator,
  type OperatorProps,
  OperatorScope,
  PlatformApp,
  POSTGRES_KINDS,
} from '../../../../lib';
import type { Subject } from '../engine/subject';
import { image } from '../values/images';
import { labels } from '../values/labels';
import { dnsLabel, dnsLabel1035 } from '../values/names';
import { full, partial } from '../values/records';

/** One of the operators: its name, the kind that it reconciles, and how many of those before it it requires. */
interface Member {
  readonly name: string;
  readonly image: OperatorProps['image'];
  readonly kind: Kind;
  readonly requires: number;
}

/** Several operators as one. */
export interface CompositeCase {
  /** Id of the construct. */
  readonly id: string;
  /** Its props. */
  readonly props: CompositeOperatorProps;
  /** Its operators. */
  readonly members: readonly Member[];
}

const member = full<Member>({
  name: dnsLabel1035.map((name) => name.slice(0, 50).replace(/-+$/, '')),
  image,
  kind: fc.constantFrom(...POSTGRES_KINDS),
  requires: fc.nat(3),
});

/** {@link CompositeOperator} under test. */
export const compositeOperator: Subject<CompositeCase> = {
  name: 'CompositeOperator',
  props: full<CompositeCase>({
    id: dnsLabel,
    props: partial<CompositeOperatorProps>({ name: dnsLabel, labels }),
    members: fc.uniqueArray(member, {
      minLength: 1,
      maxLength: 3,
      comparator: (one, other) => one.kind === other.kind || one.name === other.name,
    }),
  }),
  // What an Operator renders is judged by cases of its own; its members have it once each.
  judged: (objects) => [...new Map(objects.map((object) => [object.kind, object])).values()],
  declare: (cluster, { id, props, members }) => declare(cluster, id, props, members),
};

function declare(
  cluster: Cluster,
  id: string,
  props: CompositeOperatorProps,
  members: readonly Member[],
): PlatformApp {
  const app = new PlatformApp({ cluster });
  const composite = new CompositeOperator(new Chart(app, 'chart'), id, props);
  const operators: Operator[] = [];
  for (const { name, image, kind, requires } of members) {
    const operator = new Operator(composite, name, {
      image,
      scope: OperatorScope.cluster(),
      controllers: [{ for: kind }],
      requires: operators.slice(0, requires),
    });
    operators.push(operator);
  }
  return app;
}
