import { ADDRESSES } from './addresses';
import { AUTHORIZATION } from './authorization';
import { CONVERSIONS } from './conversions';
import { LISTS } from './lists';
import { NAMED_FORMATS } from './named-formats';
import { OPERATORS } from './operators';
import { OPTIONALS } from './optionals';
import type { Overload } from './overload';
import { QUANTITIES } from './quantities';
import { REGEX } from './regex';
import { SEMVERS } from './semvers';
import { SIZES } from './sizes';
import { STRINGS } from './strings';
import { TIMES } from './times';
import { URLS } from './urls';

/** Every function that a rule may call on some version of Kubernetes, by its name. */
export const LIBRARY: ReadonlyMap<string, readonly Overload[]> = byName([
  ...OPERATORS,
  ...SIZES,
  ...CONVERSIONS,
  ...STRINGS,
  ...REGEX,
  ...LISTS,
  ...TIMES,
  ...URLS,
  ...OPTIONALS,
  ...QUANTITIES,
  ...ADDRESSES,
  ...NAMED_FORMATS,
  ...SEMVERS,
  ...AUTHORIZATION,
]);

function byName(overloads: readonly Overload[]): ReadonlyMap<string, readonly Overload[]> {
  const found = new Map<string, Overload[]>();
  for (const overload of overloads) found.set(overload.name, [...(found.get(overload.name) ?? []), overload]);
  return found;
}
