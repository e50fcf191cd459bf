import { networkIsolationCheck } from '../lib/tenancy/isolation/network-check';
import { measure } from './child';
import { POLICIES_PER_TENANT, tenantApp } from './network-matrix-app';

const [count, what] = process.argv.slice(2);
const { app, objects } = tenantApp(Number(count));
const policies = objects.ofKind('networking.k8s.io', 'NetworkPolicy').length;
if (policies !== Number(count) * POLICIES_PER_TENANT) throw new Error(`there are ${policies} policies`);

measure(() => {
  if (what !== 'proof') return;
  const findings = networkIsolationCheck(app)(objects);
  if (findings.length > 0) throw new Error(findings[0]?.problem);
});
