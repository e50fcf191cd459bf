import { testTable } from '../support';

testTable('semvers');
