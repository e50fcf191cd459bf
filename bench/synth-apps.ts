import { App, YamlOutputType } from 'cdk8s';
import { PlatformApp } from '../lib/core/synth/app';
import { addTenants } from './tenant-charts';

/** The apps that are compared. */
export const APPS = {
  /** Ours. */
  PlatformApp: (outdir: string): App => new PlatformApp({ outdir }),
  /** That of cdk8s, with a file for each chart as ours has. */
  'stock App': (outdir: string): App => new App({ outdir, yamlOutputType: YamlOutputType.FILE_PER_CHART }),
} as const;

/** One of the apps. */
export type AppName = keyof typeof APPS;

/** What is measured: an app of `count` charts, from the first construct to the last file. */
export function constructAndSynth(name: AppName, count: number, outdir: string): void {
  const app = APPS[name](outdir);
  addTenants(app, count);
  app.synth();
}
