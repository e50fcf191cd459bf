import type { Manifest } from '../../../../lib';
import { type Definition, MARKER, marked } from '../../../kind/evolution/cases/definition';
import type { Answer, Client } from '../../bed/client';
import { established } from '../ready';

/** The namespace of all objects of these trials. */
export const NAMESPACE = 'judged-evolution';

/** Objects that are stored: one to be judged, and one on which to see how it was before. */
const OBJECTS = ['stored', 'before'] as const;

/** The object that is judged, or the one that shows how it was before. */
export type ObjectName = (typeof OBJECTS)[number];

/** How a request of a trial is made. */
interface Ask {
  readonly body?: unknown;
  readonly contentType?: string;
  readonly query?: Readonly<Record<string, string>>;
}

const DRY_RUN = { dryRun: 'All' };
const MERGE_PATCH = 'application/merge-patch+json';

/** A definition that is released, of which an object is stored, and that is then changed. */
export class Trial {
  /** Plural name of the kind. */
  readonly plural: string;

  private readonly group: string;

  constructor(
    private readonly client: Client,
    /** What changes. */
    readonly what: string,
    private readonly released: Definition,
    private readonly next: Definition,
    private readonly stored: object,
  ) {
    this.plural = released.spec.names.plural;
    this.group = `/apis/${String(released.spec.group)}`;
  }

  /** Installs the released definition and stores the objects. */
  async release(): Promise<void> {
    const applied = await this.define(this.released);
    if (applied.status >= 300) throw new Error(`${this.what}: not released: ${applied.body.message}`);
    await established(this.client, this.released.metadata.name);
    await Promise.all(OBJECTS.map((name) => this.store(name)));
  }

  /** Applies the next definition and waits until it is served; gives the answer of the API server. */
  async change(): Promise<Answer> {
    const answer = await this.define(marked(this.next));
    if (answer.status >= 300) return answer;
    await this.client.until(`${this.what}: the next definition is served`, async () => {
      const { body } = await this.read('stored');
      return body[MARKER] === MARKER || undefined;
    });
    return answer;
  }

  /** Makes a request at a path after the group. */
  ask(method: string, path: string, request: Ask = {}): Promise<Answer> {
    const [version, objects, ...rest] = path.split('/');
    const full = [version, ...(objects ? ['namespaces', NAMESPACE, this.plural, ...rest] : [])].join('/');
    return this.client.request(method, `${this.group}/${full}`, request);
  }

  /** Reads an object. */
  read(name: ObjectName): Promise<Answer> {
    return this.ask('GET', `v1/objects/${name}`);
  }

  /** Creates another object, by a dry run. */
  create(parts: object): Promise<Answer> {
    return this.ask('POST', 'v1/objects', { body: this.manifest('another', parts), query: DRY_RUN });
  }

  /** Replaces the spec of the object, by a dry run. */
  async replace(spec: object): Promise<Answer> {
    const { body } = await this.read('stored');
    return this.ask('PUT', 'v1/objects/stored', { body: { ...body, spec }, query: DRY_RUN });
  }

  /** Merges a patch into the object. */
  patch(path: string, body: object): Promise<Answer> {
    return this.ask('PATCH', path, { body, contentType: MERGE_PATCH });
  }

  /** Changes what has nothing to do with the spec, by a dry run. */
  annotate(): Promise<Answer> {
    const body = { metadata: { annotations: { touched: 'true' } } };
    return this.ask('PATCH', 'v1/objects/stored', { body, contentType: MERGE_PATCH, query: DRY_RUN });
  }

  /** Applies a spec on the server's side as a field manager, by a dry run. */
  apply(name: ObjectName, spec: object, fieldManager: string): Promise<Answer> {
    return this.ask('PATCH', `v1/objects/${name}`, {
      body: this.manifest(name, { spec }),
      contentType: 'application/apply-patch+yaml',
      query: { fieldManager, force: 'true', ...DRY_RUN },
    });
  }

  private define(definition: Definition): Promise<Answer> {
    return this.client.apply(definition as unknown as Manifest);
  }

  private async store(name: ObjectName): Promise<void> {
    await this.client.until(`${this.what}: ${name} is stored`, async () => {
      const { status, body } = await this.ask('PATCH', `v1/objects/${name}`, {
        body: this.manifest(name, this.stored),
        contentType: 'application/apply-patch+yaml',
        query: { fieldManager: OWNER, fieldValidation: 'Strict' },
      });
      if (status === 400 || status === 422) throw new Error(`${this.what}: not stored: ${body.message}`);
      // The kind is served a moment after it is established.
      return status < 300 || undefined;
    });
  }

  private manifest(name: string, parts: object): object {
    const { group, names } = this.released.spec;
    return {
      apiVersion: `${String(group)}/v1`,
      kind: names.kind,
      metadata: { name, namespace: NAMESPACE },
      ...parts,
    };
  }
}

/** The field manager that the objects belong to. */
export const OWNER = 'owner';
