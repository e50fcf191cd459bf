import type { RecordedCall } from '../../recording/recorded-call';
import type { Call } from '../rbac/call';
import { call } from '../rbac/requests';
import { type Attributes, attributesOf } from './attributes';
import type { Account } from './held';

/** A namespace that is in nobody's scope. */
const ELSEWHERE = 'default';

/**
 * The calls just outside of recorded ones: the same elsewhere and in all namespaces, another verb on the same objects,
 * another part of them, and in the operator's own namespace another object. What was recorded itself is none of them.
 */
export function outsideOf(calls: readonly RecordedCall[], operator: Account): readonly Call[] {
  const inside = new Set(calls.map(({ method, path, query }) => keyOf(call(method, path, { query }))));
  const neighbours = calls.flatMap((recorded) => {
    const attributes = attributesOf(recorded);
    return attributes?.namespace ? neighboursOf(recorded, attributes, operator) : [];
  });
  const unique = new Map(neighbours.map((neighbour) => [keyOf(neighbour), neighbour]));
  return [...unique].filter(([key]) => !inside.has(key)).map(([, neighbour]) => neighbour);
}

function keyOf({ method, path, query }: Call): string {
  return [method, path, query?.watch === 'true' ? 'watch' : ''].join(' ');
}

function neighboursOf(
  { method, path, query: asked, contentType, body }: RecordedCall,
  { namespace, name, resource }: Attributes,
  operator: Account,
): readonly Call[] {
  const query: Call['query'] = asked?.watch === 'true' ? { watch: 'true', timeoutSeconds: '1' } : {};
  const place = `/namespaces/${namespace}/`;
  const same = { query: { ...asked, ...query }, contentType, body };
  const whole = !resource.includes('/');
  return [
    call(method, path.replace(place, `/namespaces/${ELSEWHERE}/`), same),
    // What is read of a collection is not read of all of them.
    ...(method === 'GET' && name === undefined ? [call('GET', path.replace(place, '/'), { query })] : []),
    // Nothing is replaced or deleted: neither what is owned, nor what is reconciled.
    ...(whole && name !== undefined && namespace !== operator.namespace
      ? [call('DELETE', path), call('PUT', path, { body: {} })]
      : []),
    ...(whole && name === undefined && method === 'GET' ? [call('DELETE', path)] : []),
    ...(partsOf(resource).includes('status') && method === 'PATCH' && whole
      ? [call('PATCH', `${path}/status`, { contentType: 'application/merge-patch+json', body: {} })]
      : []),
    ...(namespace === operator.namespace && name !== undefined
      ? [
          call(method, `${path}-of-another`, same),
          call('DELETE', path),
          call('GET', path.slice(0, path.lastIndexOf('/'))),
        ]
      : []),
  ];
}

/** Statuses that belong to the controllers of the cluster. */
function partsOf(resource: string): readonly string[] {
  return ['statefulsets', 'cronjobs', 'jobs', 'services', 'poddisruptionbudgets'].includes(resource)
    ? ['status']
    : [];
}
