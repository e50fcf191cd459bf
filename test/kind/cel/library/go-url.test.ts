import { parseQuery, parseUrl } from '../../../../lib/kind/cel/library/go-url';

test('an URL has a scheme, a host, an escaped path and a query', () => {
  expect(parseUrl('HTTPS://user@Example.com:80/a b/%C3%BC?x=1#f')).toEqual({
    ...{ scheme: 'https', host: 'Example.com:80', path: '/a%20b/%C3%BC', query: 'x=1' },
  });
  expect(parseUrl('mailto:a@b')).toEqual({ scheme: 'mailto', host: '', path: '', query: '' });
  expect(parseUrl('/a/b')).toEqual({ scheme: '', host: '', path: '/a/b', query: '' });
  expect(parseUrl('*')).toMatchObject({ path: '*' });
});

test.each([
  ['', 'empty url'],
  ['a', 'invalid URI for request'],
  [':a', 'missing protocol scheme'],
  ['http://a\n', 'invalid control character in URL'],
  ['http://a b/', 'invalid character in host name'],
  ['http://a:b/', 'invalid port after host'],
  ['http://[::1', "missing ']' in host"],
  ['http://[1.2.3.4]/', 'invalid host'],
  ['http://[::1]x/', 'invalid port after host'],
  ['http://a/%zz', 'invalid URL escape'],
  ['http://a/#%zz', 'invalid URL escape'],
  ['http://a^b@h/', 'invalid userinfo'],
  ['http://%41/', 'invalid character in host name'],
])('"%s" is none', (text, why) => {
  expect(parseUrl(text)).toBe(why);
});

test('a query has several values of a name, and leaves out what cannot be read', () => {
  const query = parseQuery('a=1&b=x+y&a=%32&c&;d=1&e=%zz&');
  expect([...query]).toEqual([
    ['a', ['1', '2']],
    ['b', ['x y']],
    ['c', ['']],
  ]);
});
