import { homedir } from 'node:os';
import { join } from 'node:path';
import { fingerprint, type GoModule } from './go-module';

/** Where built programs are kept: outside the checkout, so that every checkout of a machine shares them. */
export function cacheFolder(): string {
  const { CDK8S_PLATFORM_CACHE: own, XDG_CACHE_HOME: shared } = process.env;
  return own || join(shared || join(homedir(), '.cache'), 'cdk8s-platform');
}

/** The folder of a module's programs. It is there either with all of them or not at all. */
export function cacheEntry(module: GoModule): string {
  return join(cacheFolder(), module.name, `${module.version}-${fingerprint(module)}`);
}
