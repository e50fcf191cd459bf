import { testTable } from '../support';

testTable('addresses');
