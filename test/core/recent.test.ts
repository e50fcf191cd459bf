import { recent } from '../../lib/core/recent';

/** Makes an object that says from what, and notes that it did. */
function maker() {
  const made: string[] = [];
  const once = recent<{ readonly from: string }>(2);
  const ask = (text: string) =>
    once(text, () => {
      made.push(text);
      return { from: text };
    });
  return { ask, made };
}

test('what was made from a text is the same object when it is asked for again', () => {
  const { ask, made } = maker();
  expect(ask('a')).toBe(ask('a'));
  expect(made).toEqual(['a']);
});

test('of more than are remembered, those stay that were asked for last', () => {
  const { ask, made } = maker();
  for (const text of ['a', 'b', 'a', 'c', 'a', 'b']) expect(ask(text)).toEqual({ from: text });
  expect(made).toEqual(['a', 'b', 'c', 'b']);
});

test('what could not be made is tried again', () => {
  const once = recent<object>(2);
  const refuse = () => {
    throw new Error('no');
  };
  expect(() => once('a', refuse)).toThrow('no');
  expect(once('a', () => ({ well: true }))).toEqual({ well: true });
});
