import type { Construct } from 'constructs';
import type { Check, Finding } from '../../core/check';
import { pathOf } from '../../core/errors';
import { type Controller, resourceOf } from '../controller';
import { type WebhookPlan, webhookServiceName } from './plan';
import { conversionService } from './reachability-check';

/**
 * Compares what an operator says that it converts with what the definitions of the app say: a kind that it converts has a
 * definition that asks it, and a definition that asks it is of such a kind. A kind that it works on is not converted by a
 * Service that the app does not have.
 */
export function conversionCheck(
  operator: Construct & { readonly name: string; readonly namespace: string },
  controllers: readonly Controller[],
  plan: WebhookPlan | undefined,
): Check {
  const path = pathOf(operator);
  const prop = 'webhooks.conversion';
  const { namespace, name } = operator;
  const own = `${namespace}/${webhookServiceName(name)}`;
  const converted = new Set(plan?.conversion.map(({ crdName }) => crdName));
  const reconciled = new Set(
    controllers.map(({ for: target }) => resourceOf(target)).map(({ plural, group }) => `${plural}.${group}`),
  );
  return (objects) =>
    objects
      .ofKind('apiextensions.k8s.io', 'CustomResourceDefinition')
      .flatMap((definition): readonly Finding[] => {
        const service = conversionService(definition);
        const asked = service && `${service.namespace}/${service.name}`;
        if (converted.has(definition.name) && asked !== own) {
          return [
            {
              path,
              prop,
              problem: `has ${definition.name}, whose definition ${asked ? 'asks another Service' : 'asks no webhook'}`,
              given: asked ?? 'no conversion',
              allowed: own,
              fix: 'pass `conversion: operator.conversionWebhook` to its CustomResourceDefinition',
            },
          ];
        }
        if (asked === own && !converted.has(definition.name)) {
          return [
            {
              path,
              prop,
              problem: `lacks ${definition.name}, whose definition asks this operator`,
              allowed: 'every kind whose definition does',
            },
          ];
        }
        const isThere = objects
          .inNamespace(service?.namespace ?? '')
          .some((object) => object.kind === 'Service' && object.name === service?.name);
        if (!service || isThere || !reconciled.has(definition.name)) return [];
        return [
          {
            path: definition.path,
            prop: 'conversion',
            problem: `asks the Service ${asked} about a kind that ${name} works on, and nothing in the app serves it`,
            allowed: own,
            fix: `name it in the webhooks of ${name}, and pass \`conversion: operator.conversionWebhook\``,
          },
        ];
      });
}
