import * as fc from 'fast-check';
import type { WebServiceProps } from '../../../../lib';
import { containerFields } from './containers';
import { exposure, ingress } from './exposure';
import { image } from './images';
import { port } from './integers';
import { podFields } from './pods';
import { partial } from './records';
import { scale } from './scale';

type Handled = 'replicas' | 'autoscale' | 'disruption' | 'serviceType' | 'allocateNodePorts' | 'clients';
type Optional = Required<Omit<WebServiceProps, 'name' | 'image' | 'port' | Handled>>;

/** Props of a web service without its name. */
export const web: fc.Arbitrary<WebServiceProps> = fc
  .tuple(
    fc.tuple(image, port),
    partial<Optional>({ ...podFields, ...containerFields, metricsPort: port, servicePort: port, ingress }),
    exposure,
    scale,
  )
  .map(([[of, number], rest, exposed, scaled]) => ({
    image: of,
    port: number,
    ...rest,
    ...exposed,
    ...scaled,
  }));
