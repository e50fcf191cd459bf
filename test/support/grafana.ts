import * as fs from 'node:fs';
import * as path from 'node:path';
import { sourceFolder, typeErrors } from './type-errors';

/** In JSON, what TypeScript has as enums are the texts that they stand for; queries are those of Prometheus. */
const TYPES = `
import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import type { Dataquery } from '@grafana/grafana-foundation-sdk/prometheus';
type Json<T> = 0 extends 1 & T ? T : T extends string ? \`\${T}\` : T extends (infer Item)[] ? Json<Item>[]
  : T extends { _implementsDataqueryVariant(): void } ? Fields<Omit<Dataquery, '_implementsDataqueryVariant'>>
  : T extends object ? Fields<T> : T;
type Fields<T> = { [Key in keyof T]: Json<T[Key]> };
`;

/**
 * What is wrong with each of some dashboards by the types that Grafana generates from its schema: the JSON is compiled as
 * a literal, of which the compiler tells unknown fields as well.
 */
export function dashboardErrors(dashboards: readonly string[]): readonly (readonly string[])[] {
  const folder = sourceFolder();
  try {
    for (const [index, json] of dashboards.entries())
      fs.writeFileSync(
        path.join(folder, `dashboard-${index}.ts`),
        `${TYPES}export const dashboard: Json<Dashboard> = ${json};`,
      );
    const found = typeErrors(folder, { types: [] });
    // What is said of no dashboard, such as of an option of the compiler, is wrong with each of them.
    const others = found.filter((error) => !/^dashboard-\d+\.ts\(/.test(error));
    return dashboards.map((_, index) => [
      ...others,
      ...found.filter((error) => error.startsWith(`dashboard-${index}.ts(`)),
    ]);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
