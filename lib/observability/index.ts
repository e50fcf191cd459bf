export * from './dashboard';
export type { DashboardRow, Panel, PanelQuery } from './dashboard-model';
export { type LabelMatch, series } from './expression';
export * from './prometheus-rule';
export type { Alert, RecordingRule, Severity } from './rules';
export type {
  CertificateAuthority,
  ScrapeAuthorization,
  ScrapeEndpoint,
  ScrapeTls,
} from './scrape-endpoint';
export * from './service-monitor';
