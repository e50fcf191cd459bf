import { ApiObject, Chart } from 'cdk8s';
import {
  AdmissionPolicy,
  type AdmissionPolicyProps,
  Cluster,
  customKind,
  type Manifest,
  Namespace,
  PlatformApp,
  PostgreSQL,
} from '../../lib';
import { messageOf } from '../core/support';
import { only } from '../support/world';

const RULE: AdmissionPolicyProps = {
  kinds: ['apps/Deployment'],
  validations: [{ expression: 'object.spec.replicas >= 2', message: 'one replica is none when a node goes' }],
};

function chartOf(kubernetes: string, admissionPolicies?: boolean): Chart {
  return new Chart(new PlatformApp({ cluster: new Cluster({ kubernetes, admissionPolicies }) }), 'chart');
}

function manifestsOf(chart: Chart): readonly Manifest[] {
  return (chart.node.root as PlatformApp)
    .units()
    .flatMap(({ objects }) => objects.map(({ manifest }) => manifest));
}

/** What synth says of a policy and of objects beside it; nothing when all is well. */
function said(props: Partial<AdmissionPolicyProps>, objects: readonly object[], kubernetes = '1.37'): string {
  const chart = chartOf(kubernetes, true);
  new AdmissionPolicy(chart, 'replicas', { ...RULE, ...props });
  for (const [index, object] of objects.entries())
    new ApiObject(chart, `object-${index}`, object as ConstructorParameters<typeof ApiObject>[2]);
  try {
    manifestsOf(chart);
    return '';
  } catch (error) {
    return (error as Error).message.split('\n').slice(1).join('\n');
  }
}

const deployment = (spec: object, namespace = 'shop'): object => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace },
  spec,
});
const namespace = (labels: object, name = 'shop'): object => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, labels },
});
const bad = deployment({ replicas: 1 });

test('golden policy and binding', () => {
  const chart = chartOf('1.34');
  new AdmissionPolicy(chart, 'replicas', {
    ...RULE,
    kinds: ['apps/Deployment', { kind: 'v1/Pod', subresources: ['ephemeralcontainers'] }, PostgreSQL],
    except: ['apps/DaemonSet'],
    matchConditions: [{ name: 'by-hand', expression: 'request.userInfo.username != "ci"' }],
    variables: [{ name: 'replicas', expression: 'object.spec.replicas' }],
    namespaceSelector: { matchLabels: { team: 'shop' } },
    enforcement: 'Warn',
    validations: [
      { ...RULE.validations[0], messageExpression: '"replicas: " + string(variables.replicas)' } as never,
    ],
  });
  expect(manifestsOf(chart)).toMatchSnapshot();
});

test.each([
  ['1.28', 'admissionregistration.k8s.io/v1beta1'],
  ['1.29', 'admissionregistration.k8s.io/v1beta1'],
  ['1.30', 'admissionregistration.k8s.io/v1'],
])('on %s, it is of %s', (kubernetes, apiVersion) => {
  const chart = chartOf(kubernetes, true);
  new AdmissionPolicy(chart, 'replicas', RULE);
  const manifests = manifestsOf(chart);
  expect(only(manifests, 'ValidatingAdmissionPolicy').apiVersion).toBe(apiVersion);
  expect(only(manifests, 'ValidatingAdmissionPolicyBinding').apiVersion).toBe(apiVersion);
});

test('a cluster before 1.30 enforces none, unless it says so', () => {
  expect(messageOf(() => new AdmissionPolicy(chartOf('1.29'), 'replicas', RULE))).toMatch(
    /^\[chart\/replicas\] is a ValidatingAdmissionPolicy, which .* 1\.29 do not enforce.*admissionPolicies: true/,
  );
});

describe('at synth', () => {
  test('what breaks the rule is told by its construct, the policy and the message', () => {
    expect(said({}, [bad])).toBe(
      '  - [chart/object-0] is refused by policy replicas: one replica is none when a node goes; given: "apps/Deployment shop/web"',
    );
    expect(said({}, [deployment({ replicas: 2 })])).toBe('');
  });

  test('the message can hold the value', () => {
    const [validation] = RULE.validations;
    const validations = [
      { ...validation, messageExpression: '"has " + string(object.spec.replicas)' } as never,
    ];
    expect(said({ validations }, [bad])).toContain('policy replicas: has 1;');
  });

  test('a message that has no value gives way to the plain one', () => {
    const [validation] = RULE.validations;
    const validations = [{ ...validation, messageExpression: 'string(object.spec.nothing)' } as never];
    expect(said({ validations }, [bad])).toContain('policy replicas: one replica is none');
  });

  test('what cannot be judged is refused, as by the API server', () => {
    expect(said({}, [deployment({})])).toContain(
      'the validation "one replica is none when a node goes" cannot judge it: no such key: replicas',
    );
  });

  test('other kinds are not judged', () => {
    const { kind: _, ...rest } = bad as { kind: string };
    expect(said({}, [{ ...rest, kind: 'StatefulSet' }])).toBe('');
  });

  test('whatever is in a namespace can be judged, all but what is excepted', () => {
    const props = { kinds: 'namespaced', except: ['v1/ConfigMap'] } as const;
    const config = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c', namespace: 'shop' } };
    expect(said(props, [config, namespace({})])).toBe('');
    expect(said(props, [bad])).toContain('is refused');
  });

  test('a kind that is excepted is not judged where it is listed either', () => {
    const kinds = ['apps/Deployment', 'apps/StatefulSet'] as const;
    const stateful = { ...bad, kind: 'StatefulSet' };
    expect(said({ kinds, except: ['apps/Deployment'] }, [bad])).toBe('');
    expect(said({ kinds, except: ['apps/Deployment'] }, [stateful])).toContain('is refused');
    expect(said({ kinds }, [bad])).toContain('is refused');
  });

  test('custom kinds are judged', () => {
    const toy = customKind('example.com/v1', 'Toy', 'toys');
    const object = {
      apiVersion: 'example.com/v1',
      kind: 'Toy',
      metadata: { name: 't', namespace: 'a' },
      spec: { replicas: 1 },
    };
    expect(said({ kinds: [toy] }, [object])).toContain('is refused');
  });

  test('namespaces are selected by their labels in the app; of others, nothing is known', () => {
    const namespaceSelector = { matchExpressions: [{ key: 'team', operator: 'Exists' }] };
    expect(said({ namespaceSelector }, [bad, namespace({ team: 'a' })])).toContain('is refused');
    expect(said({ namespaceSelector }, [bad, namespace({})])).toBe('');
    expect(said({ namespaceSelector }, [bad])).toBe('');
  });

  test('a namespace is selected by its name', () => {
    const namespaceSelector = { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } };
    expect(said({ namespaceSelector }, [bad, namespace({})])).toContain('is refused');
  });

  test('expressions see the namespace and its annotations', () => {
    const validations = [
      { expression: 'namespaceObject.metadata.labels["team"] == "a"', message: 'is not of team a' },
    ];
    expect(said({ validations }, [bad, namespace({ team: 'a' })])).toBe('');
    expect(said({ validations }, [bad, namespace({ team: 'b' })])).toContain('is not of team a');
  });

  test('a condition that does not hold takes the object out; one that fails refuses it', () => {
    const when = (expression: string) => ({ matchConditions: [{ name: 'when', expression }] });
    expect(said(when('object.metadata.name != "web"'), [bad])).toBe('');
    expect(said(when('object.metadata.name == "web"'), [bad])).toContain('is refused');
    expect(said(when('object.metadata.labels["a"] == "b"'), [bad])).toContain(
      'a match condition cannot judge it',
    );
  });

  test('whoever creates it is nobody in particular', () => {
    const when = (expression: string) => ({ matchConditions: [{ name: 'when', expression }] });
    expect(said(when('"system:masters" in request.userInfo.groups'), [bad])).toBe('');
    expect(
      said(when('request.operation == "CREATE" && request.namespace == "shop" && oldObject == null'), [bad]),
    ).toContain('is refused');
  });

  test('variables are worked out when they are asked for, and may read those before them', () => {
    const variables = [
      { name: 'broken', expression: 'object.spec.nothing' },
      { name: 'replicas', expression: 'object.spec.replicas' },
      { name: 'twice', expression: 'variables.replicas * 2' },
    ];
    const of = (expression: string) => ({ variables, validations: [{ expression, message: 'too few' }] });
    expect(said(of('variables.twice >= 2'), [bad])).toBe('');
    expect(said(of('variables.twice > 2'), [bad])).toContain('too few');
    expect(said(of('variables.replicas == 1 || variables.broken'), [bad])).toBe('');
    expect(said(of('variables.broken == 1'), [bad])).toContain('no such key: nothing');
  });

  test('what only an authorizer knows is not judged', () => {
    const variables = [
      { name: 'mayExec', expression: 'authorizer.group("").resource("pods").check("create").allowed()' },
    ];
    expect(
      said({ variables, validations: [{ expression: 'variables.mayExec == true', message: 'no' }] }, [bad]),
    ).toBe('');
    expect(said({ variables }, [bad])).toContain('one replica');
    const asks = 'authorizer.path("/").check("get").allowed()';
    expect(said({ validations: [{ expression: asks, message: 'no' }] }, [bad])).toBe('');
    expect(said({ matchConditions: [{ name: 'asks', expression: asks }] }, [bad])).toBe('');
  });

  test('a policy on deletions, and one that says so, is not run', () => {
    expect(said({ operations: ['DELETE'] }, [bad])).toBe('');
    expect(said({ judgedAtSynth: false }, [bad])).toBe('');
  });

  test('objects can be exempted by labels', () => {
    const object = { ...bad, metadata: { name: 'web', namespace: 'shop', labels: { own: 'true' } } };
    expect(said({ exemptAtSynth: { own: 'true' } }, [object])).toBe('');
    expect(said({ exemptAtSynth: { own: 'false' } }, [object])).toContain('is refused');
  });
});

test.each<[what: string, props: Partial<AdmissionPolicyProps>, says: string]>([
  ['no kinds', { kinds: [] }, 'kinds is empty'],
  ['no validations', { validations: [] }, 'validations is empty'],
  ['no operations', { operations: [] }, 'operations is empty'],
  [
    'an enforcement that there is not',
    { enforcement: 'Refuse' as never },
    'enforcement is unknown; given: "Refuse"',
  ],
  [
    'a blank message',
    { validations: [{ expression: 'true', message: ' ' }] },
    'validations[0].message is no message',
  ],
  [
    'a message of two lines',
    { validations: [{ expression: 'true', message: 'a\nb' }] },
    'validations[0].message is no message',
  ],
  [
    'a message with a carriage return',
    { validations: [{ expression: 'true', message: 'a\rb' }] },
    'validations[0].message is no message',
  ],
  [
    'a validation that is no bool',
    { validations: [{ expression: 'object.spec', message: 'a' }] },
    'validations[0].expression is CEL that does not compile: its value is of type dyn where one of type bool belongs',
  ],
  [
    'a variable that is not there',
    { validations: [{ expression: 'variables.a == 1', message: 'a' }] },
    'there is no field "a"',
  ],
  [
    'a variable that comes later',
    {
      variables: [
        { name: 'a', expression: 'variables.b' },
        { name: 'b', expression: '1' },
      ],
    },
    'variables[0].expression is CEL that does not compile: there is no field "b"',
  ],
  [
    'two variables alike',
    {
      variables: [
        { name: 'a', expression: '1' },
        { name: 'a', expression: '1' },
      ],
    },
    'alike',
  ],
  [
    'a variable of no name',
    { variables: [{ name: 'a-b', expression: '1' }] },
    'variables[0].name is no identifier',
  ],
  ['a reserved word', { variables: [{ name: 'in', expression: '1' }] }, 'variables[0].name is no identifier'],
  [
    'a message that asks the authorizer',
    {
      validations: [
        { expression: 'true', message: 'a', messageExpression: 'authorizer.path("/").check("get").reason()' },
      ],
    },
    'validations[0].messageExpression is CEL that does not compile: "authorizer" is not known here',
  ],
  [
    'a selector that is none',
    { namespaceSelector: { matchExpressions: [{ key: 'a', operator: 'Like' }] } },
    'namespaceSelector.matchExpressions[0].operator is unknown',
  ],
  ['a name that is none', { name: 'A b' }, 'name is not a valid name'],
])('refused: %s', (_, props, says) => {
  const message = messageOf(() => new AdmissionPolicy(chartOf('1.37'), 'replicas', { ...RULE, ...props }));
  expect(message).toContain('[chart/replicas] ');
  expect(message).toContain(says);
});

test('what a cluster is too old for is refused with the version that has it', () => {
  const validations = [{ expression: 'quantity(object.spec.size).isInteger()', message: 'a' }];
  const declare = (kubernetes: string) => () =>
    new AdmissionPolicy(chartOf(kubernetes, true), 'replicas', { ...RULE, validations });
  expect(messageOf(declare('1.28'))).toContain('allowed: a cluster of 1.29 or newer');
  expect(declare('1.29')).not.toThrow();
});

test('before 1.29, variables have no types, so that one alone is no validation', () => {
  const props = {
    variables: [{ name: 'isGood', expression: 'true' }],
    validations: [{ expression: 'variables.isGood', message: 'a' }],
  };
  const declare = (kubernetes: string) => () =>
    new AdmissionPolicy(chartOf(kubernetes, true), 'replicas', { ...RULE, ...props });
  expect(messageOf(declare('1.28'))).toContain('of type dyn where one of type bool belongs');
  expect(declare('1.29')).not.toThrow();
});

test('objects inside a Namespace construct are judged with it', () => {
  const chart = chartOf('1.37');
  const home = new Namespace(chart, 'home', { labels: { team: 'a' } });
  new AdmissionPolicy(chart, 'replicas', { ...RULE, namespaceSelector: { matchLabels: { team: 'a' } } });
  new ApiObject(home, 'object', deployment({ replicas: 1 }, 'home') as never);
  expect(() => manifestsOf(chart)).toThrow('[chart/home/object] is refused by policy replicas');
});
