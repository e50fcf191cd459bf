import { testTable } from '../support';

testTable('quantities');
