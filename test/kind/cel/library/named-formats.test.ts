import { testTable } from '../support';

testTable('named-formats');
