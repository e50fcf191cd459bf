import { namespace } from './constructs/namespace';
import { networkPolicy } from './constructs/network-policy';
import { operator } from './constructs/operator';
import { tenant } from './constructs/tenant';
import { erased, sweepEachVersion } from './engine/sweep-each-version';

sweepEachVersion([erased(namespace), erased(networkPolicy), erased(tenant), erased(operator)]);
