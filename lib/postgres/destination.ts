import { z } from 'zod';
import { celRules, objectReference } from '../kind/schema/fields';

/** Source of the bounds of a port: RFC 6335. */
const PORT = '([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5])';
const LABEL = '[a-z0-9]([-a-z0-9]*[a-z0-9])?';

/**
 * A folder of a store. Its text is the same wherever the folder is the same, so that places can be compared: an
 * endpoint has no capitals and no port that goes without saying. Of two names for one store, nothing is known.
 */
export const destination = z
  .strictObject({
    url: z
      .string()
      .max(1024)
      .regex(/^(s3|gs|azblob):\/\/[A-Za-z0-9][-A-Za-z0-9._]*(\/[A-Za-z0-9][-A-Za-z0-9._=]*)*$/)
      .describe(
        'Bucket and folder, without a slash at the end: s3://bucket/folder, gs://bucket/folder or azblob://container/folder.',
      ),
    endpoint: z
      .string()
      .max(512)
      .regex(new RegExp(`^https?://${LABEL}([.]${LABEL})*(:${PORT})?$`))
      .describe(
        'Address of a store that speaks the protocol of S3, such as https://minio.example.com:9000, in lower case and without the port that is its own; without one, that of the cloud. For s3:// alone.',
      )
      .optional(),
    credentialsSecretRef: objectReference('Secret')
      .describe(
        'Secret with the credentials of the store, each key a variable of its tools, such as AWS_ACCESS_KEY_ID; without one, the identity of the pod is used.',
      )
      .optional(),
  })
  .meta(
    celRules(
      {
        rule: "!has(self.endpoint) || self.url.startsWith('s3://')",
        message: 'endpoint is for s3:// alone: the other stores have one address',
        fieldPath: '.endpoint',
      },
      {
        rule: "!has(self.endpoint) || !self.endpoint.matches('^http:.*:80$|^https:.*:443$')",
        message: 'endpoint is to leave out the port that is its own: 443 of https, 80 of http',
        fieldPath: '.endpoint',
      },
    ),
  );

/** How long something is kept. */
export function retention(what: string) {
  return z
    .string()
    .max(6)
    .regex(/^[1-9][0-9]*[dwm]$/)
    .describe(
      `How long ${what} kept: days, weeks or months, such as 30d, 4w or 12m; without it, until deleted.`,
    );
}

/** How a backup is made. */
export function method() {
  return z
    .enum(['Physical', 'Logical'])
    .default('Physical')
    .describe(
      'How backups are made. Physical: a copy of all files and the log of changes meanwhile; restored to the same major version. Logical: a dump of each database in one state; restored to the same or a later major version, and to no other moment.',
    );
}

/** CEL for whether two places are one, or one is inside the other. */
export function samePlace(one: string, other: string): string {
  const within = (inner: string, outer: string): string =>
    `(${inner}.url + '/').startsWith(${outer}.url + '/')`;
  const sameStore = `has(${one}.endpoint) == has(${other}.endpoint) && (!has(${one}.endpoint) || ${one}.endpoint == ${other}.endpoint)`;
  return `${sameStore} && (${within(one, other)} || ${within(other, one)})`;
}
