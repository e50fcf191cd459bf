import * as fc from 'fast-check';
import { LogSidecar, type LogSidecarProps, Namespace, WebService } from '../../../../lib';
import { inChart, type Subject } from '../engine/subject';
import { containerFields } from '../values/containers';
import { image } from '../values/images';
import { dnsLabel, dnsLabel1035 } from '../values/names';
import { absolutePath } from '../values/paths';
import { bytes } from '../values/quantities';
import { full, partial } from '../values/records';

/** A log sidecar beside a web service. */
export interface LogSidecarCase {
  /** Name of the web service. */
  readonly id: string;
  /** Props of the sidecar. */
  readonly props: LogSidecarProps;
}

const { args, env, resources, writablePaths } = containerFields;
const props = fc
  .tuple(
    full<Pick<LogSidecarProps, 'image' | 'directory'>>({ image, directory: absolutePath }),
    partial<Omit<LogSidecarProps, 'image' | 'directory'>>({
      name: dnsLabel,
      sizeLimit: bytes,
      args,
      env,
      resources,
      writablePaths,
    }),
  )
  .map(([needed, rest]): LogSidecarProps => ({ ...needed, ...rest }));

/** {@link LogSidecar} under test, within a web service. */
export const logSidecar: Subject<LogSidecarCase> = {
  name: 'LogSidecar',
  props: full<LogSidecarCase>({ id: dnsLabel1035, props }),
  declare: (cluster, { id, props: given }) =>
    inChart(cluster, (chart) => {
      const logs = new LogSidecar(given);
      new WebService(new Namespace(chart, 'home'), id, {
        image: 'shop:1',
        port: 8080,
        mounts: [logs.mount],
        sidecars: [logs.container],
      });
    }),
};
