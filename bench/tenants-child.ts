import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measure } from './child';
import { tenantApp } from './tenants-app';

const [count = ''] = process.argv.slice(2);
if (!/^\d+$/.test(count)) throw new Error('usage: tenants-child <count>');

const outdir = mkdtempSync(join(tmpdir(), 'bench-tenants-'));
try {
  measure(() => tenantApp(Number(count), outdir).synth());
  const written = readdirSync(outdir).length;
  if (written !== Number(count)) throw new Error(`${written} charts were written, not ${count}`);
} finally {
  rmSync(outdir, { recursive: true, force: true });
}
