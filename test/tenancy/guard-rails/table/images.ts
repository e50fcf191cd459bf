import type { Manifest } from '../../../../lib';
import { deployment, main, podMakers, podSpec } from '../objects';
import { type Row, rows } from './row';

const image = (name: string): Manifest => deployment(podSpec({}, { image: name }));
const FOREIGN = 'comes from none of the registries';

/** Rows of the rule `images`. */
export const IMAGES: readonly Row[] = [
  ...podMakers(podSpec()).map((made) => ({
    rule: 'images',
    what: `a ${made.kind} of the tenant's`,
    object: made,
  })),
  ...podMakers(podSpec({}, { image: 'docker.io/evil/miner:1' })).map((made) => ({
    rule: 'images',
    what: `a ${made.kind} of another registry`,
    object: made,
    says: `image docker.io/evil/miner:1 ${FOREIGN}`,
  })),
  ...rows(
    'images',
    {
      'an image by digest': image(`ghcr.io/acme/shop@sha256:${'a'.repeat(64)}`),
      'an image of Docker Hub by its short name': image('acme/shop:1'),
      'an image of a registry with a port': image('registry.example.com:5000/a/b:1'),
      'the repository that is a bound itself': image('ghcr.io/acme:1'),
      'an image that is pulled if it is not there': deployment(
        podSpec({}, { imagePullPolicy: 'IfNotPresent' }),
      ),
    },
    {
      'an image that is never pulled': [
        deployment(podSpec({}, { imagePullPolicy: 'Never' })),
        'an image that is never pulled',
      ],
      'an image of an init container that is never pulled': [
        deployment(podSpec({ initContainers: [main({ name: 'init', imagePullPolicy: 'Never' })] })),
        'an image that is never pulled',
      ],
      'an image whose path begins alike': [image('ghcr.io/acme-corp/shop:1'), FOREIGN],
      'a library image': [image('nginx:1'), `image docker.io/library/nginx:1 ${FOREIGN}`],
      'a registry on another port': [image('registry.example.com:5001/a:1'), FOREIGN],
      'a host that is a bound only with its path': [image('ghcr.io/shop:1'), FOREIGN],
      'a bound as the user of a host': [image('localhost/ghcr.io/acme/shop:1'), FOREIGN],
      'an init container': [
        deployment(podSpec({ initContainers: [main({ name: 'init', image: 'evil/a:1' })] })),
        FOREIGN,
      ],
      'a second container': [
        deployment(podSpec({ containers: [main(), main({ name: 'b', image: 'evil/a:1' })] })),
        FOREIGN,
      ],
    },
  ),
];
