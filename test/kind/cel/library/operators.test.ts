import { testTable } from '../support';

testTable('operators');
