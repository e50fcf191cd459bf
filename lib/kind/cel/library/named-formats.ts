import { EvaluationError } from '../errors';
import { SIMPLE } from '../types/type';
import { PlainList } from '../values/collections';
import { decodeBase64, parseDataTimestamp, parseDate } from '../values/formats';
import { Opaque, Optional, type Value } from '../values/value';
import { parseUrl } from './go-url';
import { functions, methods, type Overload } from './overload';
import { Versions } from './versions';

/** A form of text that has a name. */
class NamedFormat extends Opaque {
  readonly type = SIMPLE.format;

  constructor(
    readonly name: string,
    /** What is wrong with a text. */
    readonly problemsOf: (text: string) => readonly string[],
  ) {
    super();
  }

  equals(other: Value): boolean {
    return other instanceof NamedFormat && other.name === this.name;
  }
}

function check(isValid: boolean, problem: string): readonly string[] {
  return isValid ? [] : [problem];
}

const LABEL = '[a-z0-9](?:[-a-z0-9]*[a-z0-9])?';
const DNS_LABEL = new RegExp(`^${LABEL}$`);
const DNS_1035_LABEL = /^[a-z](?:[-a-z0-9]*[a-z0-9])?$/;
const DNS_SUBDOMAIN = new RegExp(`^${LABEL}(?:\\.${LABEL})*$`);
const NAME = /^(?:[A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const UUID = /^[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}$/i;

function bounded(text: string, pattern: RegExp, most: number, what: string): readonly string[] {
  return [
    ...check(text.length <= most, `must be no more than ${most} characters`),
    ...check(pattern.test(text), `must be ${what}`),
  ];
}

/** A name that another is put behind may end where the whole may not. */
function prefix(text: string): string {
  return text.length > 1 && text.endsWith('-') ? `${text.slice(0, -1)}a` : text;
}

const dnsLabel = (text: string) => bounded(text, DNS_LABEL, 63, 'a lowercase RFC 1123 label');
const dns1035 = (text: string) => bounded(text, DNS_1035_LABEL, 63, 'a DNS-1035 label');
const subdomain = (text: string) => bounded(text, DNS_SUBDOMAIN, 253, 'a lowercase RFC 1123 subdomain');

function qualifiedName(text: string): readonly string[] {
  const parts = text.split('/');
  const [name = '', domain] = parts.reverse();
  if (parts.length > 2) return ['must be a name with an optional DNS subdomain and "/" before it'];
  const ofDomain = domain === undefined ? [] : subdomain(domain).map((problem) => `prefix part ${problem}`);
  const ofName = bounded(name, NAME, 63, "alphanumeric, with '-', '_' or '.' between");
  return [...ofDomain, ...ofName.map((problem) => `name part ${problem}`)];
}

/** Source: ConstantFormats in k8s.io/apiserver, pkg/cel/library/format.go. */
const FORMATS: Readonly<Record<string, (text: string) => readonly string[]>> = {
  dns1123Label: dnsLabel,
  dns1123Subdomain: subdomain,
  dns1035Label: dns1035,
  qualifiedName,
  dns1123LabelPrefix: (text) => dnsLabel(prefix(text)),
  dns1123SubdomainPrefix: (text) => subdomain(prefix(text)),
  dns1035LabelPrefix: (text) => dns1035(prefix(text)),
  labelValue: (text) =>
    text === '' ? [] : bounded(text, NAME, 63, "empty, or alphanumeric with '-', '_' or '.' between"),
  uri: (text) => {
    const parsed = parseUrl(text);
    return typeof parsed === 'string' ? [parsed] : [];
  },
  uuid: (text) => check(UUID.test(text), 'does not match the UUID format'),
  byte: (text) => check(isBase64(text), 'invalid base64'),
  date: (text) => check(isParsed(parseDate, text), 'invalid date'),
  datetime: (text) => check(isParsed(parseDataTimestamp, text), 'invalid datetime'),
};

function isBase64(text: string): boolean {
  return decodeBase64(text.replaceAll('+', '-').replaceAll('/', '_')) !== undefined && text !== '';
}

function isParsed(parse: (text: string) => unknown, text: string): boolean {
  try {
    return parse(text) !== undefined;
  } catch (error) {
    if (error instanceof EvaluationError) return false;
    throw error;
  }
}

const KNOWN: ReadonlyMap<string, NamedFormat> = new Map(
  Object.entries(FORMATS).map(([name, problemsOf]) => [name, new NamedFormat(name, problemsOf)]),
);

/** Forms of text that have a name. */
export const NAMED_FORMATS: readonly Overload[] = [
  ...functions(
    Versions.NAMED_FORMAT,
    Object.fromEntries([...KNOWN].map(([name, format]) => [`format.${name}(): format`, () => format])),
  ),
  ...functions(Versions.NAMED_FORMAT, {
    'format.named(string): optional(format)': (name: string) => Optional.of(KNOWN.get(name)),
  }),
  ...methods(Versions.NAMED_FORMAT, 'format', {
    'validate(string): optional(list(string))': (format: NamedFormat, text: string) => {
      const problems = format.problemsOf(text);
      return Optional.of(problems.length === 0 ? undefined : new PlainList(problems));
    },
  }),
];
