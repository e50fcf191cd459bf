import { verdictOf } from '../support';

test.each([
  "size('a😀') == 2",
  "'a😀'.size() == 2",
  "b'ä'.size() == 2",
  'size([1, 2]) == 2',
  "{'a': 1}.size() == 1",
])('%s', (rule) => {
  expect(verdictOf(rule)).toBe('true');
});
