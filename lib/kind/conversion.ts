import { inProp, PlatformError } from '../core/errors';
import { checkName } from '../core/names';
import { parsePort } from '../core/values/port';
import { lossesBetween } from './evolution/losses';
import type { KindVersion } from './kind-version';

/** The webhook that converts objects between the versions of a kind. */
export interface ConversionWebhook {
  /** The Service that leads to it. */
  readonly service: {
    /** Namespace of the Service. */
    readonly namespace: string;
    /** Name of the Service. */
    readonly name: string;
    /**
     * Port of the Service.
     * @default 443
     */
    readonly port?: number;
    /**
     * Path that is asked.
     * @default '/convert'
     */
    readonly path?: string;
  };
  /**
   * The cert-manager Certificate of the webhook, whose authority cert-manager writes into the definition.
   * @default - something else does, or the API server trusts the authority already
   */
  readonly certificate?: {
    /** Namespace of the Certificate. */
    readonly namespace: string;
    /** Name of the Certificate. */
    readonly name: string;
  };
}

/** How objects are converted between versions, as a CustomResourceDefinition holds it. */
export type ConversionDefinition =
  | { readonly strategy: 'None' }
  | {
      readonly strategy: 'Webhook';
      readonly webhook: {
        readonly clientConfig: {
          readonly service: {
            readonly namespace: string;
            readonly name: string;
            readonly port: number;
            readonly path: string;
          };
        };
        readonly conversionReviewVersions: string[];
      };
    };

/** Only the version that an object states is changed. */
export const NO_CONVERSION: ConversionDefinition = { strategy: 'None' };

/**
 * No conversion, between versions that take each other's objects as they are. The first is the one that is stored.
 * @throws PlatformError without a path, for versions of which one would refuse or lose what is valid in another
 */
export function withoutConversion([stored, ...others]: readonly [
  KindVersion,
  ...KindVersion[],
]): ConversionDefinition {
  for (const other of others) {
    for (const [from, to] of [
      [other, stored],
      [stored, other],
    ] as const) {
      const [loss] = lossesBetween(from.schema, to.schema);
      if (!loss) continue;
      throw new PlatformError({
        problem: `is missing: an object of ${from.name} is not one of ${to.name} as it is. There, ${loss.field} ${loss.problem}: ${loss.consequence}`,
        allowed: 'a webhook that converts; or versions that take the same objects',
      });
    }
  }
  return NO_CONVERSION;
}

/** The annotation by which cert-manager finds what to write a certificate's authority into. */
export const INJECT_CA_FROM = 'cert-manager.io/inject-ca-from';

/**
 * Conversion by a webhook. The authority of its certificate is left to who issues it: one that is rendered would be
 * out of date when the certificate is renewed, and be fought over with who keeps it up to date.
 * @throws PlatformError without a path, for an invalid name, port or path
 */
export function renderConversion({ service }: ConversionWebhook): ConversionDefinition {
  const { namespace, name, port = 443, path = '/convert' } = service;
  inProp('service.namespace', () => checkName('dns-label', namespace));
  inProp('service.name', () => checkName('dns-label-1035', name));
  inProp('service.port', () => parsePort(port));
  inProp('service.path', () => checkWebhookPath(path));
  return {
    strategy: 'Webhook',
    webhook: {
      clientConfig: { service: { namespace, name, port, path } },
      conversionReviewVersions: ['v1'],
    },
  };
}

/**
 * The annotations that a definition has for its conversion.
 * @throws PlatformError without a path, for an invalid name
 */
export function conversionAnnotations({ certificate }: ConversionWebhook): Record<string, string> {
  if (!certificate) return {};
  inProp('certificate.namespace', () => checkName('dns-label', certificate.namespace));
  inProp('certificate.name', () => checkName('dns-subdomain', certificate.name));
  return { [INJECT_CA_FROM]: `${certificate.namespace}/${certificate.name}` };
}

/**
 * Checks that a path can be that of a webhook.
 * Source: ValidateWebhookService in k8s.io/apiserver, pkg/util/webhook/validation.go.
 * @throws PlatformError without a path of a construct, when it cannot
 */
export function checkWebhookPath(path: string): void {
  if (/^(\/[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*)+$/.test(path)) return;
  throw new PlatformError({
    problem: 'is not the path of a webhook',
    given: path,
    allowed: 'a slash before each step, which is of lower-case letters, digits, "-" and ".": /convert',
  });
}
