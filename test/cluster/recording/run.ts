import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as https from 'node:https';
import * as net from 'node:net';
import * as path from 'node:path';
import type { Client } from '../bed/client';

const SOURCE = path.join(__dirname, 'controller');

/** Builds the controller. */
export function build(folder: string): string {
  const program = path.join(folder, 'controller');
  const args = ['build', '-mod=readonly', '-trimpath', '-buildvcs=false', '-o', program, '.'];
  const env = { ...process.env, CGO_ENABLED: '0', GOWORK: 'off' };
  const { status, error, stderr } = spawnSync('go', args, { cwd: SOURCE, env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`go ${args.join(' ')}: ${error ?? stderr}`);
  return program;
}

/** Changes with the source of the controller, and with that of what it is built from. */
export function fingerprint(): string {
  const hash = createHash('sha256');
  for (const file of fs.readdirSync(SOURCE).sort()) hash.update(fs.readFileSync(path.join(SOURCE, file)));
  return hash.digest('hex').slice(0, 12);
}

/** The version of controller-runtime that the controller is built with. */
export function controllerRuntime(): string {
  const text = fs.readFileSync(path.join(SOURCE, 'go.mod'), 'utf8');
  return / sigs\.k8s\.io\/controller-runtime v(\S+)|$/.exec(text.replaceAll('\t', ' '))?.[1] ?? '';
}

/** A controller that runs. */
export interface Run {
  /** Asks for its metrics, as somebody. */
  scrape(token: string): Promise<number>;
  /** What it logged. */
  log(): string;
  /** Ends it as a kubelet does, and waits until it has ended. */
  stop(): Promise<void>;
}

/**
 * Starts the controller.
 * @param server where it finds the API server
 * @param more environment variables
 */
export async function start(
  program: string,
  server: string,
  more: Readonly<Record<string, string>>,
): Promise<Run> {
  const kubeconfig = path.join(path.dirname(program), 'kubeconfig');
  fs.writeFileSync(kubeconfig, JSON.stringify(kubeconfigOf(server)));
  const [health, metrics] = [await freePort(), await freePort()];
  const args = [
    '--leader-elect',
    `--health-probe-bind-address=127.0.0.1:${health}`,
    `--metrics-bind-address=127.0.0.1:${metrics}`,
  ];
  const env = { ...process.env, KUBECONFIG: kubeconfig, ...more };
  const log = `${program}.log`;
  const file = fs.openSync(log, 'w');
  const child = spawn(program, args, { env, stdio: ['ignore', file, file] });
  const ended = new Promise<void>((resolve) => child.on('exit', () => resolve()));
  return {
    scrape: (who) => statusOf(`https://127.0.0.1:${metrics}/metrics`, who),
    log: () => fs.readFileSync(log, 'utf8'),
    stop: () => end(child, ended),
  };
}

/** A token of an account, as the token controller gives one to pods. */
export async function tokenOf(client: Client, namespace: string, name: string): Promise<string> {
  const account = `/api/v1/namespaces/${namespace}/serviceaccounts/${name}`;
  const body = { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: {} };
  const answer = await client.request<{ readonly status?: { readonly token: string } }>(
    'POST',
    `${account}/token`,
    { body },
  );
  const token = answer.body.status?.token;
  if (token === undefined) throw new Error(`no token of ${namespace}/${name}: ${answer.status}`);
  return token;
}

async function end(child: ChildProcess, ended: Promise<void>): Promise<void> {
  child.kill('SIGTERM');
  const patience = setTimeout(() => child.kill('SIGKILL'), 20_000);
  await ended;
  clearTimeout(patience);
}

function statusOf(url: string, token: string): Promise<number> {
  // Its certificate is of its own making, for as long as it runs.
  const options = { rejectUnauthorized: false, headers: { Authorization: `Bearer ${token}` } };
  return new Promise((resolve) => {
    const request = https.get(url, options, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    request.on('error', () => resolve(0));
  });
}

function kubeconfigOf(server: string): object {
  const name = 'recorded';
  return {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name, cluster: { server } }],
    contexts: [{ name, context: { cluster: name } }],
    'current-context': name,
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
