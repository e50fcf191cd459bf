/**
 * cdk8s constructs for Kubernetes platforms. One room a folder; each imports from those above it alone.
 *
 * @packageDocumentation
 */
export * from './core';
export * from './network';
export * from './workload';
export * from './kind';
export * from './tenancy';
export * from './operator';
export * from './postgres';
export * from './delivery';
