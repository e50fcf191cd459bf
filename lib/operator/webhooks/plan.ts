import type { IConstruct } from 'constructs';
import { Cluster } from '../../core/cluster';
import { inProp, PlatformError } from '../../core/errors';
import { checkName } from '../../core/names';
import { parsePort } from '../../core/values/port';
import { type Kind, kindOf } from '../../kind/kind';
import { checkAbsolute, isRoot } from '../../workload/path';
import { WEBHOOK_CERT_DIR } from '../framework/cert-dirs';
import { servingCertificates } from '../serving-certificate';
import type { OperatorSettings } from '../settings';
import type { WebhookCertificates } from './certificates';
import type { OperatorWebhooks } from './props';
import {
  type RenderedMutatingWebhook,
  type RenderedWebhook,
  renderMutatingWebhook,
  renderWebhook,
  type WebhookPlace,
} from './webhook';

/** The webhooks of an operator, checked. */
export interface WebhookPlan {
  /** Name of the Service that leads to them, and of their Certificate. */
  readonly serviceName: string;
  /** Name of the Secret that holds their certificate. */
  readonly secretName: string;
  /** Where their certificate comes from. */
  readonly certificates: WebhookCertificates;
  /** Port that they are served on. */
  readonly port: number;
  /** Directory of their certificate. */
  readonly certDir: string;
  /** Those that are asked whether objects are admitted. */
  readonly validating: readonly RenderedWebhook[];
  /** Those that may change objects. */
  readonly mutating: readonly RenderedMutatingWebhook[];
  /** The kinds that are converted. */
  readonly conversion: readonly Kind[];
}

/** Name of the Service that leads to an operator's webhooks. */
export function webhookServiceName(operator: string): string {
  return `${operator}-webhook`;
}

/** Certificates that cert-manager keeps for webhooks. */
export function certificatesOf(plan: WebhookPlan | undefined): readonly string[] {
  if (!plan || plan.certificates.secretName !== undefined) return [];
  const { serviceName, certificates } = plan;
  return servingCertificates(serviceName, certificates.issuer);
}

/** Names of the admission webhooks. */
export function webhookNames(plan: WebhookPlan | undefined): readonly string[] {
  return plan ? [...plan.validating, ...plan.mutating].map(({ spec }) => spec.name) : [];
}

/** What the webhooks of an operator are read from. */
interface Declaration extends Pick<WebhookPlace, 'scope'> {
  readonly webhooks?: OperatorWebhooks;
}

/**
 * Plans the webhooks of an operator; `undefined` where it serves none.
 * @throws PlatformError without a path, for no webhook at all, a port that is taken, and whatever is wrong with one
 */
export function planWebhooks(
  operator: IConstruct & { readonly name: string; readonly namespace: string },
  { webhooks, scope }: Declaration,
  ports: Required<Pick<OperatorSettings, 'healthPort' | 'metricsPort'>>,
): WebhookPlan | undefined {
  if (!webhooks) return undefined;
  const { name, namespace } = operator;
  const serviceName = inProp('name', () => checkServiceName(name));
  const place: WebhookPlace = { name, namespace, serviceName, scope, cluster: Cluster.of(operator) };
  return inProp('webhooks', () => {
    const { certificates, validating = [], mutating = [], conversion = [] } = webhooks;
    if (validating.length + mutating.length + conversion.length === 0) {
      throw new PlatformError({
        problem: 'are none',
        allowed: 'at least one of validating, mutating and conversion',
      });
    }
    return {
      serviceName,
      secretName: certificates.secretName ?? `${serviceName}-tls`,
      certificates,
      port: inProp('port', () => checkFree(parsePort(webhooks.port ?? 9443), ports)),
      certDir: inProp('certDir', () => checkDirectory(webhooks.certDir ?? WEBHOOK_CERT_DIR)),
      validating: inProp('validating', () => renderAll(validating, place, renderWebhook)),
      mutating: inProp('mutating', () => renderAll(mutating, place, renderMutatingWebhook)),
      conversion: inProp('conversion', () => checkConverted(conversion.map(kindOf))),
    };
  });
}

function renderAll<W, R extends RenderedWebhook>(
  webhooks: readonly W[],
  place: WebhookPlace,
  render: (webhook: W, place: WebhookPlace) => R,
): readonly R[] {
  return eachOnce(webhooks.map((webhook, index) => inProp(`[${index}]`, () => render(webhook, place))));
}

function checkServiceName(operator: string): string {
  const name = webhookServiceName(operator);
  try {
    return checkName('dns-label-1035', name);
  } catch {
    throw new PlatformError({
      problem: 'is too long for the Service of its webhooks',
      given: name,
      allowed: 'at most 55 characters, and 8 that are added',
    });
  }
}

function checkFree(
  port: number,
  { healthPort, metricsPort }: { readonly healthPort: number; readonly metricsPort: number },
): number {
  const taken = port === healthPort ? 'health' : port === metricsPort ? 'metrics' : undefined;
  if (taken === undefined) return port;
  throw new PlatformError({
    problem: `is the ${taken} port as well`,
    given: port,
    allowed: 'a port of its own: what is alive must not depend on its webhooks',
  });
}

function checkDirectory(path: string): string {
  if (!isRoot(checkAbsolute(path))) return path;
  throw new PlatformError({
    problem: 'is the whole root filesystem',
    given: path,
    allowed: 'a directory below the root',
  });
}

function eachOnce<R extends RenderedWebhook>(webhooks: readonly R[]): readonly R[] {
  const names = webhooks.map(({ spec }) => spec.name);
  const twice = names.findIndex((name, index) => names.indexOf(name) !== index);
  if (twice < 0) return webhooks;
  throw new PlatformError(
    {
      problem: 'has the name of another',
      given: names[twice],
      fix: 'give one of them a `name`, and its own `path`',
    },
    { prop: `[${twice}]` },
  );
}

function checkConverted(kinds: readonly Kind[]): readonly Kind[] {
  const names = kinds.map(({ crdName }) => crdName);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice) throw new PlatformError({ problem: 'has a kind twice', given: twice });
  const single = kinds.find(({ versions }) => versions.length === 1);
  if (!single) return kinds;
  throw new PlatformError({
    problem: 'has a kind of one version',
    given: single.crdName,
    allowed: 'kinds of several',
  });
}
