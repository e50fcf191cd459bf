import * as https from 'node:https';
import type { Manifest } from '../../../lib';

/** Where an API server is, and the token of an administrator. */
export interface Access {
  /** URL of the API server. */
  readonly server: string;
  /** Certificates that vouch for it. */
  readonly ca: string;
  /** Bearer token. */
  readonly token: string;
}

/** Whom to act as. */
export interface Identity {
  /** User name. */
  readonly user: string;
  /** Groups. */
  readonly groups: readonly string[];
}

/** The identity of a ServiceAccount. */
export function serviceAccount(namespace: string, name: string): Identity {
  return {
    user: `system:serviceaccount:${namespace}:${name}`,
    groups: ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, 'system:authenticated'],
  };
}

/** What the API server answered. */
export interface Answer<Body = Manifest & { readonly message?: string }> {
  /** HTTP status. */
  readonly status: number;
  /** Body, as plain JSON: nothing is dropped that a model does not know. */
  readonly body: Body;
  /** Warnings that came along. */
  readonly warnings: readonly string[];
}

/** How a request is made. */
export interface RequestOptions {
  /**
   * Body, sent as JSON.
   * @default - none
   */
  readonly body?: unknown;
  /**
   * Content type of the body.
   * @default 'application/json'
   */
  readonly contentType?: string;
  /**
   * Query parameters.
   * @default - none
   */
  readonly query?: Readonly<Record<string, string>>;
}

/** As whom the client applies. */
export const FIELD_MANAGER = 'cdk8s-platform';

interface Resource {
  readonly plural: string;
  readonly namespaced: boolean;
}

const AGENT = new https.Agent({ keepAlive: true, maxSockets: 16 });

/** A client of the API server over raw JSON, which can act as anybody. */
export class Client {
  private readonly resources = new Map<string, Resource>();

  constructor(
    private readonly access: Access,
    private readonly identity?: Identity,
  ) {}

  /** A client that acts as somebody else. */
  as(identity: Identity): Client {
    return new Client(this.access, identity);
  }

  /** Sends a request; never fails for what the server answers. */
  request<Body = Answer['body']>(
    method: string,
    path: string,
    options: RequestOptions = {},
  ): Promise<Answer<Body>> {
    const { body, contentType = 'application/json', query = {} } = options;
    const url = new URL(path, this.access.server);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    const sent = body === undefined ? undefined : ascii(body);
    return new Promise((resolve, reject) => {
      const headers = {
        Authorization: `Bearer ${this.access.token}`,
        // Without a length, the body of a deletion would be taken for the next request.
        ...(sent !== undefined && { 'Content-Type': contentType, 'Content-Length': Buffer.byteLength(sent) }),
        ...(this.identity && {
          'Impersonate-User': this.identity.user,
          'Impersonate-Group': [...this.identity.groups],
        }),
      };
      const request = https.request(
        url,
        { method, ca: this.access.ca, headers, agent: AGENT },
        (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.on('end', () => {
            const text = Buffer.concat(chunks).toString('utf8');
            resolve({
              status: response.statusCode ?? 0,
              body: parse(text) as Body,
              warnings: warningsOf(response.headers.warning),
            });
          });
        },
      );
      request.on('error', reject);
      request.end(sent);
    });
  }

  /** Applies an object on the server's side, with strict field validation, as the field manager of these tests. */
  async apply(manifest: Manifest, query: Readonly<Record<string, string>> = {}): Promise<Answer> {
    return this.request('PATCH', await this.pathOf(manifest), {
      body: manifest,
      contentType: 'application/apply-patch+yaml',
      query: { fieldManager: FIELD_MANAGER, fieldValidation: 'Strict', ...query },
    });
  }

  /** Reads an object. */
  async get(manifest: Manifest): Promise<Answer> {
    return this.request('GET', await this.pathOf(manifest));
  }

  /** Creates an object. */
  async create(manifest: Manifest, query: Readonly<Record<string, string>> = {}): Promise<Answer> {
    const { namespace } = manifest.metadata;
    const path = await this.collectionOf(manifest.apiVersion, manifest.kind, namespace);
    return this.request('POST', path, { body: manifest, query: { fieldValidation: 'Strict', ...query } });
  }

  /** Path of an object. */
  async pathOf({ apiVersion, kind, metadata }: Manifest): Promise<string> {
    return `${await this.collectionOf(apiVersion, kind, metadata.namespace)}/${metadata.name}`;
  }

  /** Path of the objects of a kind. */
  async collectionOf(apiVersion: string, kind: string, namespace?: string): Promise<string> {
    const { plural, namespaced } = await this.resource(apiVersion, kind);
    const scope = namespaced && namespace !== undefined ? `/namespaces/${namespace}` : '';
    return `${apiVersion === 'v1' ? '/api/v1' : `/apis/${apiVersion}`}${scope}/${plural}`;
  }

  /**
   * Waits until a question has an answer, at most two minutes: the garbage collector of Kubernetes 1.28 stands still for
   * up to one while kinds come and go.
   */
  async until<T>(what: string, ask: () => Promise<T | undefined>): Promise<T> {
    const deadline = Date.now() + 120_000;
    while (Date.now() < deadline) {
      const found = await ask();
      if (found !== undefined) return found;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`not within two minutes: ${what}`);
  }

  /** Whether the API server serves a kind, which it does once its definition is established. */
  async serves(apiVersion: string, kind: string): Promise<boolean> {
    return (await this.find(apiVersion, kind)) !== undefined;
  }

  private async resource(apiVersion: string, kind: string): Promise<Resource> {
    const found = await this.find(apiVersion, kind);
    if (!found) throw new Error(`the API server serves no ${apiVersion}/${kind}`);
    return found;
  }

  private async find(apiVersion: string, kind: string): Promise<Resource | undefined> {
    const key = `${apiVersion}/${kind}`;
    const known = this.resources.get(key);
    if (known) return known;
    const path = apiVersion === 'v1' ? '/api/v1' : `/apis/${apiVersion}`;
    const { body } = await this.request<{
      readonly resources?: readonly { name: string; kind: string; namespaced: boolean }[];
    }>('GET', path);
    for (const { name, kind: served, namespaced } of body.resources ?? []) {
      if (!name.includes('/')) this.resources.set(`${apiVersion}/${served}`, { plural: name, namespaced });
    }
    return this.resources.get(key);
  }
}

/** What applies is read as YAML, which breaks lines at, or refuses, characters that JSON takes as they are. */
function ascii(body: unknown): string {
  return JSON.stringify(body).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return { message: text };
  }
}

function warningsOf(header: string | string[] | undefined): readonly string[] {
  return [header ?? []]
    .flat()
    .flatMap((line) =>
      [...String(line).matchAll(/299 - "((?:[^"\\]|\\.)*)"/g)].map(([, text]) => text as string),
    );
}
