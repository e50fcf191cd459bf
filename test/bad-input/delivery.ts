import { ArgoCd } from '../../lib';
import type { Case } from './case';

/** Bad input of delivery. */
export const DELIVERY: readonly Case[] = [
  {
    name: 'a delivery path that leaves the repository',
    declare: () => new ArgoCd({ repoUrl: 'https://git.example.com/a.git', path: '../dist' }),
    says: ['path', '../dist'],
  },
];
