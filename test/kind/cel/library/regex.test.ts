import { testTable } from '../support';

testTable('regex');
