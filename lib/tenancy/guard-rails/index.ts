export { type GuardRailSummary, GuardRails, type GuardRailsProps } from './guard-rails';
