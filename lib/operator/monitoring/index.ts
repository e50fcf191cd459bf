export type { AlertTuning, AlertTunings } from './alert-rules';
export type { OperatorAlertName } from './alerts';
export type { OperatorMonitoringProps } from './props';
