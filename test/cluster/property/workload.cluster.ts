import { webService } from './constructs/web-service';
import { erased, sweepEachVersion } from './engine/sweep-each-version';

sweepEachVersion([erased(webService)]);
