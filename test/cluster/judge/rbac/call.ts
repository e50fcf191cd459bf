import type { Answer, Client, RequestOptions } from '../../bed/client';

/** A request whose permission is judged. */
export interface Call extends RequestOptions {
  /** What it is, in words: `create secrets in alpha`. */
  readonly what: string;
  readonly method: string;
  readonly path: string;
  /**
   * Statuses that are as good as success.
   * @default - none
   */
  readonly accepts?: readonly number[];
}

/** Makes a call; nothing of it stays, since no call writes but by a dry run. */
export function make(client: Client, { method, path, ...options }: Call): Promise<Answer> {
  const query = method === 'GET' ? options.query : { dryRun: 'All', ...options.query };
  return client.request(method, path, { ...options, query });
}
