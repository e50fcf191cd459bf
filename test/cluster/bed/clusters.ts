import * as fs from 'node:fs';
import { MINORS } from '../binaries/locate';
import { type Access, Client } from './client';
import { CLUSTERS } from './global-setup';

const file = process.env[CLUSTERS];
const started = file ? (JSON.parse(fs.readFileSync(file, 'utf8')) as Readonly<Record<string, Access>>) : {};

/** The file by which tests find their clusters. */
export function clustersFile(): string {
  if (file) return file;
  throw new Error(`${CLUSTERS} is not set: no clusters were started for this run`);
}

/** A suite of tests against one version of Kubernetes. */
export type Suite = (client: Client, minor: string) => void;

/** Declares a suite for every version; one whose programs are missing is skipped, and said to be. */
export function describeEachVersion(name: string, suite: Suite): void {
  for (const minor of MINORS) {
    const access = started[minor];
    if (access) describe(`Kubernetes ${minor}: ${name}`, () => suite(new Client(access), minor));
    else describe.skip(`Kubernetes ${minor}: ${name}`, () => test.todo('needs its programs'));
  }
}
