import { setting } from './settings';

const NAME = 'CDK8S_PLATFORM_JUDGED';

afterEach(() => {
  delete process.env[NAME];
});

function set(text: string, min?: number): () => number {
  return () => {
    process.env[NAME] = text;
    return setting(NAME, 7, min);
  };
}

test('a setting is what the environment says, else the default', () => {
  expect(setting(NAME, 7)).toBe(7);
  expect(set('12')()).toBe(12);
  expect(set('-12')()).toBe(-12);
});

test.each(['', ' ', '1e3', '0x10', '1.5', 'many', '9007199254740993'])('%j is no integer', (text) => {
  expect(set(text)).toThrow(`${NAME} is ${JSON.stringify(text)}; allowed: an integer`);
});

test('a number of cases that would judge nothing is refused', () => {
  expect(set('1', 1)()).toBe(1);
  expect(set('0', 1)).toThrow('allowed: an integer of at least 1');
  expect(set('-5', 1)).toThrow('allowed: an integer of at least 1');
});
