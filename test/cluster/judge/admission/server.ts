import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as https from 'node:https';
import type { AddressInfo } from 'node:net';
import * as os from 'node:os';
import * as path from 'node:path';

/** An object that the API server asks about, with a spec of numbers. */
interface Toy {
  readonly apiVersion: string;
  readonly spec: Readonly<Record<string, number>>;
}

/** What the API server asks. */
export interface Asked {
  /** Path that it asks. */
  readonly path: string;
  /** The request of an AdmissionReview or ConversionReview. */
  readonly request: {
    readonly name?: string;
    readonly object?: Toy;
    readonly objects?: readonly Toy[];
    readonly desiredAPIVersion?: string;
  };
}

/** A server of webhooks on loopback, under a certificate that it signed itself. */
export class WebhookDouble {
  /** Starts it. */
  static async start(answer: (asked: Asked) => object): Promise<WebhookDouble> {
    const { key, cert } = selfSigned();
    const asked: Asked[] = [];
    const server = https.createServer({ key, cert }, (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { apiVersion, kind, request: review } = JSON.parse(Buffer.concat(chunks).toString());
        const question = { path: String(request.url).split('?')[0] as string, request: review };
        asked.push(question);
        response.setHeader('Content-Type', 'application/json');
        response.end(
          JSON.stringify({ apiVersion, kind, response: { uid: review.uid, ...answer(question) } }),
        );
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new WebhookDouble(server, cert, asked);
  }

  private constructor(
    private readonly server: https.Server,
    private readonly cert: string,
    /** What it was asked, in order. */
    readonly asked: readonly Asked[],
  ) {}

  /** How the API server reaches a path of it. */
  clientConfig(path: string): { readonly url: string; readonly caBundle: string } {
    const { port } = this.server.address() as AddressInfo;
    return { url: `https://127.0.0.1:${port}${path}`, caBundle: Buffer.from(this.cert).toString('base64') };
  }

  /** Ends it. */
  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}

/** Node signs no certificates, so `openssl` does. */
function selfSigned(): { readonly key: string; readonly cert: string } {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'webhook-double-'));
  const [key, cert] = [path.join(folder, 'tls.key'), path.join(folder, 'tls.crt')] as const;
  try {
    const made = [
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:prime256v1',
      '-nodes',
      '-days',
      '1',
    ];
    const subject = ['-subj', '/CN=webhook', '-addext', 'subjectAltName=IP:127.0.0.1'];
    execFileSync('openssl', ['req', ...made, ...subject, '-keyout', key, '-out', cert], { stdio: 'pipe' });
    return { key: fs.readFileSync(key, 'utf8'), cert: fs.readFileSync(cert, 'utf8') };
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}
