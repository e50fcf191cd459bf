import { type ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync, randomBytes, X509Certificate } from 'node:crypto';
import * as fs from 'node:fs';
import * as net from 'node:net';
import * as path from 'node:path';
import type { Binaries } from '../binaries/locate';

/**
 * Runs the servers of one control plane until its standard input ends, which it does with whoever started it, however
 * that ended: no server outlives a run of the tests, not even one that was killed.
 *
 * Arguments: the folder to keep everything in, and the binaries as JSON. It prints one line of JSON when the API server
 * is about to start: where it will be and the token of an administrator.
 */
async function supervise(folder: string, { paths, version }: Binaries): Promise<void> {
  const children: ChildProcess[] = [];
  const end = (code: number): never => {
    for (const child of children) child.kill('SIGKILL');
    fs.rmSync(folder, { recursive: true, force: true });
    process.exit(code);
  };
  process.stdin.on('end', () => end(0)).resume();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => end(1));

  const start = (program: string, args: readonly string[]): void => {
    const log = fs.openSync(path.join(folder, `${path.basename(program)}.log`), 'w');
    // There is memory for it, and a tenth of the time would go into collecting garbage. On one processor each, servers do
    // not look for work on the others, which tests and other servers keep busy.
    const env = { ...process.env, GOGC: '400', GOMAXPROCS: '1' };
    const child = spawn(program, args, { cwd: folder, env, stdio: ['ignore', log, log] });
    children.push(child);
    fs.appendFileSync(path.join(folder, 'pids'), `${child.pid}\n`);
    child.on('error', () => end(1));
    child.on('exit', () => end(1));
  };

  const [etcdPort, apiPort] = [await freePort(), await freePort()];
  const token = randomBytes(16).toString('hex');
  const key = path.join(folder, 'sa.key');
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  fs.writeFileSync(key, privateKey.export({ type: 'pkcs8', format: 'pem' }));
  fs.writeFileSync(path.join(folder, 'tokens.csv'), `${token},admin,admin,system:masters\n`);

  const etcd = `http://127.0.0.1:${etcdPort}`;
  start(paths.etcd, [
    `--data-dir=${path.join(folder, 'etcd')}`,
    `--listen-client-urls=${etcd}`,
    `--advertise-client-urls=${etcd}`,
    '--listen-peer-urls=http://127.0.0.1:0',
    '--unsafe-no-fsync',
    '--log-level=error',
  ]);
  const certificates = path.join(folder, 'certs');
  start(paths['kube-apiserver'], [
    `--etcd-servers=${etcd}`,
    `--cert-dir=${certificates}`,
    '--bind-address=127.0.0.1',
    `--secure-port=${apiPort}`,
    '--advertise-address=127.0.0.1',
    // There is no other API server to agree with, and newer ones refuse to advertise a loopback address.
    '--endpoint-reconciler-type=none',
    '--service-cluster-ip-range=10.96.0.0/16',
    '--service-account-issuer=https://kubernetes.default.svc',
    `--service-account-key-file=${key}`,
    `--service-account-signing-key-file=${key}`,
    '--authorization-mode=RBAC',
    // As OpenShift has it: who sets an owner whose deletion it holds back needs a right of its own for that.
    '--enable-admission-plugins=OwnerReferencesPermissionEnforcement',
    '--allow-privileged=true',
    `--token-auth-file=${path.join(folder, 'tokens.csv')}`,
    ...admissionPolicies(version),
  ]);
  const certificate = path.join(certificates, 'apiserver.crt');
  while (!fs.existsSync(certificate) || !fs.readFileSync(certificate, 'utf8').trimEnd().endsWith('-----'))
    await pause(50);
  const chain = fs.readFileSync(certificate, 'utf8');
  const server = `https://127.0.0.1:${apiPort}`;

  fs.writeFileSync(path.join(folder, 'ca.crt'), authorityOf(chain));
  const kubeconfig = path.join(folder, 'kubeconfig');
  fs.writeFileSync(kubeconfig, JSON.stringify(kubeconfigOf(server, certificate, token)));
  start(paths['kube-controller-manager'], [
    `--kubeconfig=${kubeconfig}`,
    '--secure-port=0',
    '--leader-elect=false',
    // Nobody reports for the nodes that tests make; unheard of for so long, a node would have its pods called unready.
    '--node-monitor-grace-period=24h',
    `--service-account-private-key-file=${key}`,
    `--root-ca-file=${path.join(folder, 'ca.crt')}`,
  ]);
  process.stdout.write(`${JSON.stringify({ server, ca: chain, token })}\n`);
}

/** Before 1.30, ValidatingAdmissionPolicies are to be switched on. */
function admissionPolicies(version: string): readonly string[] {
  if (Number(version.split('.')[1]) >= 30) return [];
  return [
    '--feature-gates=ValidatingAdmissionPolicy=true',
    '--runtime-config=admissionregistration.k8s.io/v1beta1=true',
  ];
}

/** The authority among the certificates of a chain; some controllers choke on the certificate of the server. */
function authorityOf(chain: string): string {
  const certificates = chain.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
  return `${certificates.filter((certificate) => new X509Certificate(certificate).ca).join('\n')}\n`;
}

function kubeconfigOf(server: string, certificate: string, token: string): object {
  const name = 'bed';
  return {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name, cluster: { server, 'certificate-authority': certificate } }],
    users: [{ name, user: { token } }],
    contexts: [{ name, context: { cluster: name, user: name } }],
    'current-context': name,
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

const [folder, binaries] = process.argv.slice(2) as [string, string];
void supervise(folder, JSON.parse(binaries));
