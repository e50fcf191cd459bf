import { testTable } from '../support';

testTable('times');
