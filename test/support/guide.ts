/** What a guide shows of a snippet's doing. */
export interface ShownResult {
  /**
   * `output`: part of a file that it writes; `count`: how many documents the file has; `error`: what it says when
   * something in it is replaced.
   */
  readonly kind: 'output' | 'count' | 'error';
  /** The file, or what is replaced by what. */
  readonly of: string;
  /** What is shown. */
  readonly text: string;
}

/** A snippet of a guide. */
export interface Snippet {
  /** File and line. */
  readonly place: string;
  /** Language of the fence. */
  readonly language: string;
  /** What is between the fences. */
  readonly code: string;
  /** Results that the guide shows after it. */
  readonly results: readonly ShownResult[];
}

const FENCE = /^```(\w+)\n([\s\S]*?)^```$/gm;
const RESULT = /<!-- (output|count|error): (.+) -->\s*$/;
const COUNT = /<!-- count: (\S+) --> *(\d+)/g;

/** Finds the snippets of a guide, each with the results shown between it and the next. */
export function parseGuide(name: string, text: string): readonly Snippet[] {
  const snippets: (Snippet & { results: ShownResult[] })[] = [];
  let end = 0;
  for (const match of text.matchAll(FENCE)) {
    const [whole, language, code] = match as unknown as [string, string, string];
    const between = text.slice(end, match.index);
    const owner = snippets.filter((snippet) => snippet.language === 'ts').at(-1);
    for (const [, file, count] of between.matchAll(COUNT)) {
      owner?.results.push({ kind: 'count', of: file as string, text: count as string });
    }
    const shown = RESULT.exec(between);
    if (shown) {
      if (!owner) throw new Error(`${name} shows a result of no snippet: ${shown[0]}`);
      owner.results.push({ kind: shown[1] as 'output' | 'error', of: shown[2] as string, text: code });
    }
    const line = text.slice(0, match.index).split('\n').length;
    snippets.push({ place: `${name}:${line}`, language, code, results: [] });
    end = match.index + whole.length;
  }
  return snippets;
}
