export { GuardRails, type GuardRailSummary, type GuardRailsProps } from './guard-rails';
