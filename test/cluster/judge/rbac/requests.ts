import type { Call } from './call';

/** A call named by its method and path. */
export function call(method: string, path: string, more: Omit<Call, 'what' | 'method' | 'path'> = {}): Call {
  return { what: `${method} ${path}`, method, path, ...more };
}

/** A creation; the body is there for those that are not forbidden. */
export function post(path: string, body: object = {}): Call {
  return call('POST', path, { body });
}

/** A replacement. */
export function put(path: string): Call {
  return call('PUT', path, { body: {} });
}

/** A patch that changes as little as a patch can. */
export function patch(path: string): Call {
  const body = { metadata: { labels: { judged: 'true' } } };
  return call('PATCH', path, { contentType: 'application/merge-patch+json', body });
}
