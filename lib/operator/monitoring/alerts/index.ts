import type { OperatorAlert } from '../operator-alert';
import { API_CLIENT } from './api-client';
import { AVAILABILITY } from './availability';
import { CERTIFICATES } from './certificates';
import { LEADERSHIP } from './leadership';
import { RECONCILING } from './reconciling';
import { WEBHOOKS } from './webhooks';

const ALERTS = {
  ...AVAILABILITY,
  ...LEADERSHIP,
  ...RECONCILING,
  ...API_CLIENT,
  ...CERTIFICATES,
  ...WEBHOOKS,
};

/** Name of an alert that operators have, and of its page in docs/runbooks. */
export type OperatorAlertName = keyof typeof ALERTS;

/** The alerts that operators have, by name. */
export const OPERATOR_ALERTS: Readonly<Record<OperatorAlertName, OperatorAlert>> = ALERTS;
