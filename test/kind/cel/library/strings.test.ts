import { testTable } from '../support';

testTable('strings');
