import { PodSecurityLevel } from '../../../core/pod-security';
import { at, itemsAt, type Part } from '../pod';
import { type Breach, exceptWindows, type Judge, type SecurityCheck } from '../security-check';
import { capabilitiesBaseline } from './capabilities-baseline';

const judge: Judge = (pod) =>
  pod.containerContexts.flatMap((context) => [...missing(context), ...added(context)]);

function missing(context: Part): readonly Breach[] {
  if (itemsAt(context, 'capabilities', 'drop').some(({ value }) => value === 'ALL')) return [];
  const { field, value: given } = at(context, 'capabilities', 'drop');
  return [{ field, given, allowed: 'a list that has ALL' }];
}

function added(context: Part): readonly Breach[] {
  return itemsAt(context, 'capabilities', 'add')
    .filter(({ value }) => value !== 'NET_BIND_SERVICE')
    .map(({ field, value: given }) => ({ field, given, allowed: 'NET_BIND_SERVICE' }));
}

/** All capabilities are dropped, but for listening on a port below 1024. */
export const capabilitiesRestricted: SecurityCheck = {
  id: 'capabilities_restricted',
  level: PodSecurityLevel.RESTRICTED,
  overrides: capabilitiesBaseline.id,
  since: [
    [22, judge],
    [25, exceptWindows(judge)],
  ],
};
