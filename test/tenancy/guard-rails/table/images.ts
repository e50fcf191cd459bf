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
      'an image by digest that is pulled if it is not there': deployment(
        podSpec(
          {},
          { image: `ghcr.io/acme/shop:1.0@sha256:${'a'.repeat(64)}`, imagePullPolicy: 'IfNotPresent' },
        ),
      ),
      'the latest image, which is always pulled': deployment(
        podSpec({}, { image: 'registry.example.com:5000/shop:latest', imagePullPolicy: undefined }),
      ),
      'an image without a tag, which is the latest': deployment(
        podSpec({}, { image: 'registry.example.com:5000/shop', imagePullPolicy: undefined }),
      ),
    },
    {
      'an image that is pulled if it is not there': [
        deployment(podSpec({}, { imagePullPolicy: 'IfNotPresent' })),
        'image ghcr.io/acme/shop:1.0 is pulled by IfNotPresent, and the tenant may use Always alone',
      ],
      'an image by tag that says nothing of how it is pulled': [
        deployment(podSpec({}, { imagePullPolicy: undefined })),
        'is pulled by IfNotPresent',
      ],
      'an image of a second container that is pulled if it is not there': [
        deployment(podSpec({ containers: [main(), main({ name: 'b', imagePullPolicy: 'IfNotPresent' })] })),
        'is pulled by IfNotPresent',
      ],
      'an image that is never pulled': [
        deployment(podSpec({}, { imagePullPolicy: 'Never' })),
        'is pulled by Never',
      ],
      'an image of an init container that is never pulled': [
        deployment(podSpec({ initContainers: [main({ name: 'init', imagePullPolicy: 'Never' })] })),
        'is pulled by Never',
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
