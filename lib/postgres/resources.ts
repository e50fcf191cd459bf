import { z } from 'zod';
import { PlatformError } from '../core/errors';
import { canonical, celRules } from '../kind/schema/fields';
import type { ValidationRule } from '../kind/schema/open-api-schema';
import { mebibytes, memory } from './size';

const CPU = /^([0-9]{1,6}(\.[0-9]{1,3})?|[0-9]{1,9}m)$/;

/** An amount of CPU, as Kubernetes writes it, without the forms that nobody writes CPU in: exponents, `k`, `u`. */
function cpu(what: string) {
  return z
    .union([z.int(), z.string()])
    .check(canonical(checkCpu))
    .meta({ pattern: CPU.source, minimum: 0, maximum: 999_999, 'x-kubernetes-int-or-string': true })
    .describe(`${what}: cores such as 2 or "0.5", or thousandths such as 500m.`);
}

function checkCpu(value: string | number): string | number {
  if (CPU.test(String(value))) return value;
  throw new PlatformError({
    problem: 'is not an amount of CPU',
    given: value,
    allowed: 'cores such as 2 or "0.5", or thousandths such as "500m"',
  });
}

/** CEL for the thousandths of an amount of CPU. */
function millicores(path: string): string {
  const text = `string(${path})`;
  return `(${text}.endsWith('m') ? double(${text}.substring(0, ${text}.size() - 1)) : double(${text}) * 1000.0)`;
}

function notOver(name: string, amountOf: (path: string) => string): ValidationRule {
  const [request, limit] = [`self.requests.${name}`, `self.limits.${name}`];
  const stated = `has(self.requests) && has(${request}) && has(self.limits) && has(${limit})`;
  return {
    rule: `!(${stated}) || ${amountOf(request)} <= ${amountOf(limit)}`,
    message: `requests.${name} is over limits.${name}`,
    fieldPath: `.requests.${name}`,
  };
}

/** What the container of PostgreSQL asks for and may use. */
export const resources = z
  .strictObject({
    requests: z
      .strictObject({
        cpu: cpu('CPU that is reserved').optional(),
        memory: memory('Memory that is reserved').optional(),
      })
      .describe('What the scheduler reserves.')
      .optional(),
    limits: z
      .strictObject({
        cpu: cpu('CPU at which the container is throttled').optional(),
        memory: memory('Memory at which the container is ended').optional(),
      })
      .describe('What the container may use at most. Most databases are best off with memory alone.')
      .optional(),
  })
  .meta(celRules(notOver('memory', mebibytes), notOver('cpu', millicores)))
  .describe(
    'What the container of PostgreSQL asks for and may use at most; without it, the defaults of the namespace. A change restarts the instances, one by one.',
  );
