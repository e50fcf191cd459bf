import { z } from 'zod';
import { objectReference } from '../kind/schema/fields';

/** Encryption of connections. */
export const tls = z
  .strictObject({
    mode: z
      .enum(['Optional', 'Required'])
      .default('Required')
      .describe('Whether clients may also connect without TLS: Optional, or Required, which refuses them.'),
    certificateSecretRef: objectReference('Secret').describe(
      'Secret of type kubernetes.io/tls with tls.crt and tls.key, for the names of the Services of the database, and ca.crt, by which instances know each other. A renewed certificate is loaded without a restart.',
    ),
  })
  .describe('Encryption of connections; without it, there is none.');
