import { nameProblem } from '../../../core/names';
import type { OpenApiSchema } from '../open-api-schema';
import { isCidr, isHostname, isIpv4, isIpv6, isMac } from './address';
import { isEmail } from './email';
import { isCreditCard, isIsbn10, isIsbn13 } from './numbers';
import { isDate, isDateTime, isDuration } from './time';
import { isUri } from './uri';

type FormatCheck = (text: string) => boolean;

function like(expression: RegExp): FormatCheck {
  return (text) => expression.test(text);
}

/** A UUID, of a version if stated, with dashes or without. */
function uuid(version = '[0-9a-f]', variant = '[0-9a-f]'): FormatCheck {
  return like(
    new RegExp(`^[0-9a-f]{8}-?[0-9a-f]{4}-?${version}[0-9a-f]{3}-?${variant}[0-9a-f]{3}-?[0-9a-f]{12}$`, 'i'),
  );
}

const COLOR = '(0|[1-9]\\d?|1\\d\\d?|2[0-4]\\d|25[0-5])';
const GAP = '[\\t\\n\\f\\r ]*';

/**
 * The formats of texts that the API server checks.
 *
 * Sources: supportedVersionedFormats in k8s.io/apiextensions-apiserver, pkg/apiserver/validation/formats.go, and the
 * checks of them in k8s.io/kube-openapi, pkg/validation/strfmt.
 */
const CHECKS: Readonly<Record<string, FormatCheck>> = {
  bsonobjectid: like(/^[0-9a-f]{24}$/i),
  byte: like(/^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{4})$/),
  cidr: isCidr,
  creditcard: isCreditCard,
  date: isDate,
  'date-time': isDateTime,
  duration: isDuration,
  email: isEmail,
  hexcolor: like(/^#?([0-9a-f]{3}|[0-9a-f]{6})$/i),
  hostname: isHostname,
  ipv4: isIpv4,
  ipv6: isIpv6,
  isbn: (text) => isIsbn10(text) || isIsbn13(text),
  isbn10: isIsbn10,
  isbn13: isIsbn13,
  // Since Kubernetes 1.35; older API servers let anything pass.
  'k8s-long-name': (text) => nameProblem('dns-subdomain', text) === undefined,
  'k8s-short-name': (text) => nameProblem('dns-label', text) === undefined,
  mac: isMac,
  password: () => true,
  rgbcolor: like(new RegExp(`^rgb\\(${GAP}${COLOR}${GAP},${GAP}${COLOR}${GAP},${GAP}${COLOR}${GAP}\\)$`)),
  ssn: like(/^\d{3}[- ]\d{2}[- ]\d{4}$/),
  uri: isUri,
  uuid: uuid(),
  uuid3: uuid('3'),
  uuid4: uuid('4', '[89ab]'),
  uuid5: uuid('5', '[89ab]'),
};

/** The names of the formats. */
export const TEXT_FORMATS: readonly string[] = Object.keys(CHECKS);

const BY_NAME = new Map(Object.entries(CHECKS).map(([name, check]) => [withoutDashes(name), check]));

/**
 * The check of texts by the format of a schema; `undefined` where the API server makes none, for a format that it
 * does not know or does not know for the type.
 */
export function formatCheck({ format, type }: OpenApiSchema): FormatCheck | undefined {
  if (!format || (type !== undefined && type !== 'string')) return undefined;
  return BY_NAME.get(withoutDashes(format));
}

/** The API server leaves dashes out of names: `datetime` is `date-time`. */
function withoutDashes(name: string): string {
  return name.replaceAll('-', '');
}
