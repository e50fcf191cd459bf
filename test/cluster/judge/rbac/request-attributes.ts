import type { ResourceAttributes } from '../../../../lib';
import type { Call } from './call';

const PATH =
  /^\/(?:api|apis\/(?<group>[^/]+))\/[^/]+(?:\/namespaces\/(?<namespace>[^/]+)(?=\/[^/]+))?\/(?<resource>[^/]+)(?:\/(?<name>[^/]+))?(?:\/(?<subresource>.+))?$/;

/** What a server asks its authorizer for a call. */
export function attributesOf({ method, path, query }: Call): ResourceAttributes {
  const { group, namespace, resource = '', name, subresource } = PATH.exec(path)?.groups ?? {};
  return {
    verb: verbOf(method, name !== undefined, query?.watch === 'true'),
    group,
    resource,
    subresource,
    name,
    // A request for a Namespace is one in it.
    namespace: resource === 'namespaces' ? name : namespace,
  };
}

function verbOf(method: string, isNamed: boolean, watches: boolean): string {
  switch (method) {
    case 'GET':
      return watches ? 'watch' : isNamed ? 'get' : 'list';
    case 'POST':
      return 'create';
    case 'PUT':
      return 'update';
    case 'DELETE':
      return isNamed ? 'delete' : 'deletecollection';
    default:
      return method.toLowerCase();
  }
}
