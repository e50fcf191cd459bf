import * as fc from 'fast-check';
import type { IngressOptions, WebServiceProps } from '../../../../lib';
import { range } from './cidrs';
import { dnsSubdomain } from './names';
import { absolutePath } from './paths';
import { mostly, partial } from './records';
import { text } from './texts';

/** A path without the parts that say nothing, which an ingress refuses. */
function plain(path: string): string {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  return `/${parts.join('/')}`;
}

/** How a web service is reached from outside, by an ingress. */
export const ingress: fc.Arbitrary<IngressOptions> = fc
  .tuple(
    dnsSubdomain,
    partial<Required<Omit<IngressOptions, 'host'>>>({
      path: fc.oneof(
        fc.constant('/'),
        absolutePath.map(plain),
        mostly(
          absolutePath,
          text.map((tail) => `/${tail}`),
        ),
      ),
      tlsSecretName: dnsSubdomain,
      clusterIssuer: text,
    }),
  )
  .map(([host, rest]) => ({ host, ...rest }));

const few = fc.array(range, { minLength: 1, maxLength: 4 });
const many = fc.array(range, { minLength: 50, maxLength: 80 });

/** How the Service of a web service is exposed, and to whom. */
export const exposure: fc.Arbitrary<Pick<WebServiceProps, 'serviceType' | 'allocateNodePorts' | 'clients'>> =
  fc.oneof(
    { withCrossShrink: true },
    fc.constant({}),
    few.map((clients) => ({ clients })),
    fc
      .tuple(fc.constantFrom('NodePort' as const, 'LoadBalancer' as const), mostly(few, many, 30))
      .map(([serviceType, clients]) => ({ serviceType, clients })),
    fc.tuple(fc.boolean(), few).map(([allocateNodePorts, clients]) => ({
      serviceType: 'LoadBalancer' as const,
      allocateNodePorts,
      clients,
    })),
  );
