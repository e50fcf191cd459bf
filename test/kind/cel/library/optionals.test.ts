import { testTable } from '../support';

testTable('optionals');
