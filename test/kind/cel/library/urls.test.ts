import { testTable } from '../support';

testTable('urls');
