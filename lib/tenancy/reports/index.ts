import { addAppReport } from '../../core/report';
import { budgetReport } from './budgets';
import { guardRailReport } from './guard-rails';

for (const maker of [budgetReport, guardRailReport]) addAppReport(maker);
