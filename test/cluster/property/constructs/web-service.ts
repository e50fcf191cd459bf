import { Namespace, type PodSecurityLevel, WebService, type WebServiceProps } from '../../../../lib';
import { inChart, type Subject } from '../engine/subject';
import { level } from '../values/homes';
import { dnsLabel1035 } from '../values/names';
import { full } from '../values/records';
import { web } from '../values/web';

/** A web service in a namespace. */
export interface WebServiceCase {
  /** Name of the web service. */
  readonly id: string;
  /** Pod security level of its namespace. */
  readonly podSecurity: PodSecurityLevel;
  /** Its props. */
  readonly props: WebServiceProps;
}

/** {@link WebService} under test. */
export const webService: Subject<WebServiceCase> = {
  name: 'WebService',
  props: full<WebServiceCase>({ id: dnsLabel1035, podSecurity: level, props: web }),
  declare: (cluster, { id, podSecurity, props }) =>
    inChart(cluster, (chart) => new WebService(new Namespace(chart, 'home', { podSecurity }), id, props)),
};
