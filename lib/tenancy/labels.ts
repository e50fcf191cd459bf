/** Label that tells the tenant of a namespace. Guard rails hold what is in a namespace that has it. */
export const TENANT_LABEL = 'cdk8s-platform/tenant';

/** Label of a tenant's namespace in which, for now, nothing may be created or changed. */
export const CORDONED_LABEL = 'cdk8s-platform/cordoned';

/** Label of a namespace that nobody may delete, until it is taken off. */
export const DELETION_PROTECTION_LABEL = 'cdk8s-platform/deletion-protection';
