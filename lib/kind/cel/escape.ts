/** Words of CEL that no field can be named by in an expression. */
const KEYWORDS: ReadonlySet<string> = new Set([
  ...['true', 'false', 'null', 'in', 'as', 'break', 'const', 'continue', 'else', 'for', 'function', 'if'],
  ...['import', 'let', 'loop', 'package', 'namespace', 'return', 'var', 'void', 'while'],
]);

/** Whether CEL reserves a word. */
export function isKeyword(word: string): boolean {
  return KEYWORDS.has(word);
}

const ESCAPES: Readonly<Record<string, string>> = {
  __: '__underscores__',
  '.': '__dot__',
  '-': '__dash__',
  '/': '__slash__',
};
const UNESCAPES: ReadonlyMap<string, string> = new Map(
  Object.entries(ESCAPES).map(([text, escaped]) => [escaped.slice(2, -2), text]),
);

/**
 * The name that expressions have for a field: `__dash__` for `-` and so on, `__in__` for `in`; `undefined` for one
 * that they cannot name.
 * Source: Escape in k8s.io/apiserver, pkg/cel/escaping.go.
 */
export function escapeName(name: string): string | undefined {
  if (KEYWORDS.has(name)) return `__${name}__`;
  if (!/^[A-Za-z_./-][A-Za-z0-9_./-]*$/.test(name)) return undefined;
  return name.replace(/__|[-./]/g, (part) => ESCAPES[part] ?? part);
}

/** The field that expressions have a name for; `undefined` for a name that no field has. */
export function unescapeName(name: string): string | undefined {
  let isName = true;
  const field = name.replace(/__([^_]+)__/g, (all, content: string) => {
    const text = UNESCAPES.get(content) ?? (KEYWORDS.has(content) && all === name ? content : undefined);
    isName &&= text !== undefined;
    return text ?? '';
  });
  return isName ? field : undefined;
}
