import { PlatformError, type Problem } from './errors';

/** The rules that Kubernetes has for the names of objects. */
export type NameRule = 'dns-label' | 'dns-label-1035' | 'dns-subdomain' | 'cron-job' | 'path-segment';

interface Rule {
  readonly pattern: RegExp;
  readonly max: number;
  readonly allowed: string;
}

const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';

/** Source: https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ */
const RULES: Record<NameRule, Rule> = {
  'dns-label': {
    pattern: new RegExp(`^${LABEL}$`),
    max: 63,
    allowed:
      'at most 63 lower-case letters, digits and "-", starting and ending with a letter or digit (RFC 1123 label)',
  },
  'dns-label-1035': {
    pattern: /^[a-z]([-a-z0-9]*[a-z0-9])?$/,
    max: 63,
    allowed:
      'at most 63 lower-case letters, digits and "-", starting with a letter and ending with a letter or digit (RFC 1035 label)',
  },
  'dns-subdomain': {
    pattern: new RegExp(`^${LABEL}(\\.${LABEL})*$`),
    max: 253,
    allowed:
      'at most 253 lower-case letters, digits, "-" and ".", each part starting and ending with a letter or digit (RFC 1123 subdomain)',
  },
  // A CronJob appends 11 characters to name its Jobs, which may have 63.
  'cron-job': {
    pattern: new RegExp(`^${LABEL}(\\.${LABEL})*$`),
    max: 52,
    allowed:
      'at most 52 lower-case letters, digits, "-" and ".", each part starting and ending with a letter or digit',
  },
  'path-segment': {
    pattern: /^(?!\.{1,2}$)[^/%]+$/,
    max: 253,
    allowed: 'at most 253 characters without "/" and "%", and neither "." nor ".."',
  },
};

/**
 * Returns the name when it follows the rule.
 * @throws PlatformError with the rule when it does not
 */
export function checkName(rule: NameRule, name: string): string {
  const problem = nameProblem(rule, name);
  if (problem) throw new PlatformError(problem);
  return name;
}

/** What is wrong with a name under a rule; `undefined` when nothing is. */
export function nameProblem(rule: NameRule, name: unknown): Problem | undefined {
  const { pattern, max, allowed } = RULES[rule];
  if (typeof name === 'string' && name.length <= max && pattern.test(name)) return undefined;
  return { problem: 'is not a valid name', given: name, allowed };
}

/** A name that serves as a label value, a Service name and a DNS label at once, as those of our workloads do. */
export function checkWorkloadName(name: string): string {
  return checkName('dns-label-1035', name);
}
