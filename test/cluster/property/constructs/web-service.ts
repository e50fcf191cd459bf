import { Namespace, type PodSecurityProps, WebService, type WebServiceProps } from '../../../../lib';
import { inChart, type Subject } from '../engine/subject';
import { level } from '../values/homes';
import { dnsLabel1035 } from '../values/names';
import { full, partial } from '../values/records';
import { web } from '../values/web';

/** A web service in a namespace. */
export interface WebServiceCase {
  /** Name of the web service. */
  readonly id: string;
  /** Pod security level of its namespace. */
  readonly podSecurity: PodSecurityProps;
  /** Its props. */
  readonly props: WebServiceProps;
  /** Its name, where that is not its id. */
  readonly named: Pick<WebServiceProps, 'name'>;
}

/** {@link WebService} under test. */
export const webService: Subject<WebServiceCase> = {
  name: 'WebService',
  props: full<WebServiceCase>({
    id: dnsLabel1035,
    podSecurity: level,
    props: web,
    named: partial<{ name: string }>({ name: dnsLabel1035 }),
  }),
  declare: (cluster, { id, podSecurity, props, named }) =>
    inChart(cluster, (chart) => {
      new WebService(new Namespace(chart, 'home', podSecurity), id, { ...props, ...named });
    }),
};
