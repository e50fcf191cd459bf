import { testTable } from '../support';

testTable('format');
