import * as http from 'node:http';
import * as https from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Access } from '../bed/client';
import type { RecordedCall } from './recorded-call';

/** Stands between a client and an API server, on loopback, and notes every call. */
export interface RecordingProxy {
  /** Where the client finds it. */
  readonly url: string;
  /** What was called by now, in the order of the answers. */
  readonly calls: readonly RecordedCall[];
  /** Ends it, and every call that is still under way. */
  stop(): void;
}

/**
 * Starts a proxy. It adds the token of who calls, as clients send none where there is no TLS.
 * @param access with that token
 */
export async function startProxy({ server, ca, token }: Access): Promise<RecordingProxy> {
  const calls: RecordedCall[] = [];
  const proxy = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const url = new URL(String(request.url), server);
      const { method = 'GET' } = request;
      const body = Buffer.concat(chunks);
      const headers = { ...request.headers, host: url.host, authorization: `Bearer ${token}` };
      const onward = https.request(url, { method, ca, headers });
      onward.on('response', (answer) => {
        const { statusCode: status = 0 } = answer;
        calls.push({ ...partsOf(method, url), ...bodyOf(request, body), status });
        response.writeHead(status, answer.headers);
        answer.pipe(response);
      });
      onward.on('error', () => response.destroy());
      response.on('close', () => onward.destroy());
      onward.end(body);
    });
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const { port } = proxy.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    stop: () => {
      proxy.close();
      proxy.closeAllConnections();
    },
  };
}

function partsOf(method: string, { pathname, searchParams }: URL): Omit<RecordedCall, 'status'> {
  const query = Object.fromEntries(searchParams);
  return { method, path: pathname, ...(Object.keys(query).length > 0 && { query }) };
}

function bodyOf({ headers }: http.IncomingMessage, body: Buffer): Pick<RecordedCall, 'contentType' | 'body'> {
  if (body.length === 0) return {};
  return { contentType: headers['content-type'], body: JSON.parse(body.toString('utf8')) };
}
