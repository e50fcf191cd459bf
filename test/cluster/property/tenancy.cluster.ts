import { sweepEachVersion } from './engine/sweep-each-version';
import { SUBJECTS } from './subjects';

sweepEachVersion(SUBJECTS.tenancy);
