/**
 * Label of a project by which the platform alone delivers: administrators write its Applications and its repositories. Its
 * value is `true`. A project that leads to namespaces of tenants without it is taken for a tenant's.
 */
export const PLATFORM_LABEL = 'cdk8s-platform/platform';

/** Labels of what is the platform's. */
export const OF_PLATFORM = { [PLATFORM_LABEL]: 'true' } as const;
