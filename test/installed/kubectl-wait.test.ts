import { CERT_MANAGER, kubectlWait } from '../../lib';

test('one command waits for all objects of a kind, a namespace and a condition', () => {
  expect(kubectlWait(CERT_MANAGER)).toEqual([
    'kubectl wait --for=condition=Established --timeout=5m ' +
      'customresourcedefinition.apiextensions.k8s.io/certificates.cert-manager.io ' +
      'customresourcedefinition.apiextensions.k8s.io/certificaterequests.cert-manager.io ' +
      'customresourcedefinition.apiextensions.k8s.io/challenges.acme.cert-manager.io ' +
      'customresourcedefinition.apiextensions.k8s.io/clusterissuers.cert-manager.io ' +
      'customresourcedefinition.apiextensions.k8s.io/issuers.cert-manager.io ' +
      'customresourcedefinition.apiextensions.k8s.io/orders.acme.cert-manager.io',
    'kubectl wait --for=condition=Available --timeout=5m --namespace=cert-manager ' +
      'deployment.apps/cert-manager deployment.apps/cert-manager-cainjector deployment.apps/cert-manager-webhook',
  ]);
});

test('a timeout is passed on, and kinds of the core group have no group', () => {
  const ready = [{ kind: 'v1/Pod', namespace: 'n', name: 'p', condition: 'Ready' }];
  expect(kubectlWait({ name: 's', kinds: [], ready }, '30s')).toEqual([
    'kubectl wait --for=condition=Ready --timeout=30s --namespace=n pod/p',
  ]);
});

test('nothing is waited for where nothing says that it is ready', () => {
  expect(kubectlWait({ name: 's', kinds: [] })).toEqual([]);
});
