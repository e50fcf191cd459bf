export * from './guard-rails';
