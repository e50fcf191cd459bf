import { appProject, argoApplication, delivery } from './constructs/argo-cd';
import { erased, sweepEachVersion } from './engine/sweep-each-version';

sweepEachVersion([erased(appProject), erased(argoApplication), erased(delivery)]);
