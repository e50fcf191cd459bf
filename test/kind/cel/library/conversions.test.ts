import { testTable } from '../support';

testTable('conversions');
