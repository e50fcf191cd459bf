import { CERT_MANAGER, installedIn, kubectlWait, STRIMZI } from '../../lib';

test('software that is installed elsewhere runs and is waited for there, and defines the same kinds', () => {
  const elsewhere = installedIn('streaming', STRIMZI);
  expect(elsewhere).toMatchObject({ name: 'Strimzi', namespaces: ['streaming'], kinds: STRIMZI.kinds });
  expect(kubectlWait(elsewhere).at(-1)).toContain(
    '--namespace=streaming deployment.apps/strimzi-cluster-operator',
  );
  expect(kubectlWait(elsewhere)[0]).toBe(kubectlWait(STRIMZI)[0]);
  expect(STRIMZI.namespaces).toEqual(['kafka']);
});

test('what cannot be a namespace is refused', () => {
  expect(() => installedIn('Cert_Manager', CERT_MANAGER)).toThrow(
    'namespace is not a valid name; given: "Cert_Manager"',
  );
});
