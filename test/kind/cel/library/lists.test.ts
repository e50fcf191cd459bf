import { testTable } from '../support';

testTable('lists');
