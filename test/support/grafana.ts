import * as path from 'node:path';
import * as ts from 'typescript';
import { ROOT } from './files';

const OPTIONS: ts.CompilerOptions = {
  strict: true,
  noEmit: true,
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2022.d.ts'],
  module: ts.ModuleKind.Node16,
  moduleResolution: ts.ModuleResolutionKind.Node16,
  skipLibCheck: true,
  types: [],
};

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
  const sources = new Map(
    dashboards.map((json, index) => [
      path.join(ROOT, 'test', 'support', `dashboard-${index}.ts`),
      `${TYPES}export const dashboard: Json<Dashboard> = ${json};`,
    ]),
  );
  const host = ts.createCompilerHost(OPTIONS);
  const { fileExists, getSourceFile } = host;
  host.fileExists = (name) => sources.has(name) || fileExists(name);
  host.getSourceFile = (name, ...rest) => {
    const source = sources.get(name);
    return source ? ts.createSourceFile(name, source, ts.ScriptTarget.ES2022) : getSourceFile(name, ...rest);
  };
  const found = ts.getPreEmitDiagnostics(ts.createProgram([...sources.keys()], OPTIONS, host));
  return [...sources.keys()].map((name) =>
    found
      .filter(({ file }) => file === undefined || file.fileName === name)
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' ')),
  );
}
