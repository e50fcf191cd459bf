/** Label that the API server itself sets on every namespace: unlike any other, nobody can forge it. */
export const NAMESPACE_NAME = 'kubernetes.io/metadata.name';
