import { createHash } from 'node:crypto';
import * as os from 'node:os';
import type { RecordedCall } from './recorded-call';

/** Anything that JSON can hold. */
type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** What the server sets, and what is another in every run; a replay brings its own where it needs one. */
const DROPPED = ['creationTimestamp', 'managedFields', 'resourceVersion', 'timeoutSeconds'];
const UID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/** Calls of a run as any other run would have made them: each once, in an order of their own. */
export function normal(calls: readonly RecordedCall[]): readonly RecordedCall[] {
  const names = eventNames(calls);
  const lines = calls.map((call) => {
    const [path, event = ''] = split(call.path);
    const query = stable(call.query ?? {}, names) as RecordedCall['query'];
    const same = { method: call.method, path: `${path}${names.get(event) ?? event}` };
    const { contentType, status } = call;
    const body = call.body === undefined ? {} : { contentType, body: stable(call.body as Json, names) };
    return JSON.stringify({
      ...same,
      ...(Object.keys(query ?? {}).length > 0 && { query }),
      ...body,
      status,
    });
  });
  const unique = [...new Set(lines)].map((line) => JSON.parse(line) as RecordedCall);
  return unique.sort((a, b) => compare(keyOf(a), keyOf(b)));
}

function split(path: string): readonly string[] {
  return path.includes('/events/') ? path.split(/(?<=\/events\/)/) : [path];
}

function keyOf(call: RecordedCall): string {
  return [call.path, call.method, JSON.stringify(call)].join(' ');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : 1;
}

/** Events are named after the moment of their creation; here they are after what they say. */
function eventNames(calls: readonly RecordedCall[]): ReadonlyMap<string, string> {
  const bodies = calls
    .filter(({ method, path }) => method === 'POST' && path.endsWith('/events'))
    .map(({ body }) => body as Record<string, string> & { metadata: { name: string } });
  return new Map(
    bodies.map(({ metadata: { name }, reason = '', action = '' }) => {
      const hash = createHash('sha256').update(`${reason} ${action}`).digest('hex').slice(0, 16);
      return [name, name.replace(/[^.]+$/, hash)];
    }),
  );
}

function stable(value: Json, names: ReadonlyMap<string, string>): Json {
  if (typeof value === 'string') return names.get(value) ?? text(value);
  if (Array.isArray(value)) return value.map((item) => stable(item, names));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => !DROPPED.includes(key));
  return Object.fromEntries(
    entries.map(([key, item]) => [key, key === 'token' ? 'recorded' : stable(item, names)]),
  );
}

function text(value: string): string {
  if (TIME.test(value)) return value.includes('.') ? '2030-01-31T02:00:00.000000Z' : '2030-01-31T02:00:00Z';
  return value.replace(UID, '00000000-0000-4000-8000-000000000000').replaceAll(os.hostname(), 'recorded');
}
