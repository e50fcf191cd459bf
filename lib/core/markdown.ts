/** A line of text as Markdown shows it: nothing in it is taken for a tag, a table or emphasis. Code in backticks stays. */
export function text(value: string): string {
  const parts = value.trim().split(/(`[^`\n]+`)/);
  return parts
    .map((part, index) => (index % 2 === 1 ? part : escaped(part)))
    .join('')
    .replace(/\s*\n\s*\n\s*/g, '<br><br>')
    .replace(/\s*\n\s*/g, ' ');
}

function escaped(value: string): string {
  return value
    .replace(/&(?=#?\w+;)/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/[\\*_`]/g, '\\$&');
}

/** A value as code, fenced by more backticks than it has in a row. */
export function code(value: string): string {
  const line = value.replace(/\s*\n\s*/g, ' ');
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const padding = longest > 0 ? ' ' : '';
  return `${fence}${padding}${line}${padding}${fence}`;
}

/** A block of YAML. */
export function yamlBlock(yaml: string): string {
  return `\`\`\`yaml\n${yaml.trimEnd()}\n\`\`\``;
}

/** A table; without rows, nothing. A column that says nothing of any of them is left out. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const used = headings.map((_, column) => rows.some((cells) => cells[column] !== ''));
  return [headings, headings.map(() => '---'), ...rows]
    .map((cells) => cells.filter((_, column) => used[column]).map((cell) => cell.replace(/\|/g, '\\|')))
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

/** A list of points. */
export function list(points: readonly string[]): string {
  return points.map((point) => `- ${point}`).join('\n');
}

/** Paragraphs, tables and headings one after the other; those that are empty are left out. */
export function blocks(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n');
}

/**
 * The anchor of a field: the names on the way to it, with points between them. It depends on nothing else, so links to
 * it last as long as the field.
 */
export function anchorOf(names: readonly string[]): string {
  const unusual = (char: string): string => `-${char.codePointAt(0)?.toString(16)}-`;
  return names.map((name) => name.replace(/[^A-Za-z0-9_]/gu, unusual)).join('.');
}

/** The place that links to an anchor lead to. */
export function anchor(id: string): string {
  return `<a id="${id}"></a>`;
}
