import { autoscaler } from './constructs/autoscaler';
import { disruptionBudget } from './constructs/disruption-budget';
import { logSidecar } from './constructs/log-sidecar';
import { nodeAgent } from './constructs/node-agent';
import { webService } from './constructs/web-service';
import { erased, sweepEachVersion } from './engine/sweep-each-version';

sweepEachVersion([
  erased(webService),
  erased(nodeAgent),
  erased(logSidecar),
  erased(disruptionBudget),
  erased(autoscaler),
]);
