import { addAppReport } from '../../core/report';
import { budgetReport } from './budgets';
import { guardRailReport } from './guard-rails';
import { networkReport } from './network';
import { permissionReport } from './permissions';

for (const maker of [budgetReport, guardRailReport, networkReport, permissionReport]) addAppReport(maker);
