import type { IConstruct } from 'constructs';
import type { Check } from './check';

/** Makes the check of one app, from which it finds what the constructs in it have told the app. */
type AppCheck = (app: IConstruct) => Check;

const CHECKS: AppCheck[] = [];

/**
 * Adds a check that runs over every PlatformApp, and over every other App that something of ours is in: for rooms above
 * core, whose rules hold for objects of cdk8s as well, which no construct of ours speaks for. Called when the room is
 * loaded.
 */
export function addAppCheck(check: AppCheck): void {
  CHECKS.push(check);
}

/** The checks that an app runs, whatever is in it. */
export function appChecks(app: IConstruct): readonly Check[] {
  return CHECKS.map((check) => check(app));
}
