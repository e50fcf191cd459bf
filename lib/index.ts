/**
 * cdk8s constructs for Kubernetes platforms. One room a folder; each imports from those above it alone.
 *
 * @packageDocumentation
 */
export * from './core';
export * from './delivery';
export * from './installed';
export * from './kind';
export * from './network';
export * from './observability';
export * from './operator';
export * from './policy';
export * from './postgres';
export * from './tenancy';
export * from './workload';
