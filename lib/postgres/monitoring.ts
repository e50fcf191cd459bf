import { z } from 'zod';
import { METRICS_PORT } from './operands';

/** Metrics of a database. */
export const monitoring = z
  .strictObject({
    mode: z
      .enum(['None', 'Exporter'])
      .default('Exporter')
      .describe(
        `Exporter: each instance has a container that serves metrics for Prometheus at :${METRICS_PORT}/metrics. None: it has not.`,
      ),
  })
  .describe('Metrics of the database; without it, as with mode None.');
