import { isIP } from 'node:net';

/**
 * One address as mails have it: `ann@example.com`, `Ann <ann@example.com>`, or a group of one.
 * Source: ParseAddress in net/mail of Go, which reads RFC 5322.
 */
export function isEmail(text: string): boolean {
  const reader = new Reader(text);
  return reader.addresses(true) === 1 && reader.comments() && reader.atEnd;
}

/** An atom, with dots in it or not; everything beyond ASCII may be in it. */
const ATOM = /^[!#-'*+./0-9=?A-Z^-~\u0080-\uffff-]+/;
const QUOTED = /^"((?:[\t !#-[\]-~\u0080-\uffff]|\\[\t -~\u0080-\uffff])*)"/;
const LITERAL = /^\[([!-Z^-~\u0080-\uffff]*)\]/;

class Reader {
  constructor(private text: string) {}

  get atEnd(): boolean {
    return this.text === '';
  }

  /** Reads an address or a group; returns how many addresses it has, or -1 where it has none that can be read. */
  addresses(orGroup: boolean): number {
    this.spaces();
    const start = this.text;
    if (this.address()) {
      this.spaces();
      return this.text.startsWith('(') && !this.comment() ? -1 : 1;
    }
    this.text = start;
    if (!this.text.startsWith('<') && !this.phrase()) return -1;
    this.spaces();
    if (orGroup && this.take(':')) return this.group();
    return this.take('<') && this.address() && this.take('>') ? 1 : -1;
  }

  /** Reads comments; false for one that does not end. */
  comments(): boolean {
    this.spaces();
    while (this.text.startsWith('(')) {
      if (!this.comment()) return false;
      this.spaces();
    }
    return true;
  }

  private group(): number {
    let count = 0;
    this.spaces();
    if (this.take(';')) return this.comments() ? 0 : -1;
    for (;;) {
      this.spaces();
      if (this.addresses(false) < 0) return -1;
      count++;
      if (!this.comments()) return -1;
      if (this.take(';')) return this.comments() ? count : -1;
      if (!this.take(',')) return -1;
    }
  }

  /** Reads a local part, `@` and a domain. */
  private address(): boolean {
    this.spaces();
    const quoted = this.match(QUOTED);
    if (quoted === undefined ? !this.dotAtom() : quoted === '') return false;
    if (!this.take('@')) return false;
    this.spaces();
    const literal = this.match(LITERAL);
    return literal === undefined ? this.dotAtom() : !literal.includes('%') && isIP(literal) > 0;
  }

  private dotAtom(): boolean {
    const atom = this.match(ATOM);
    return atom !== undefined && !/^\.|\.\.|\.$/.test(atom);
  }

  /** Reads words, at least one; what is no word after that is left. */
  private phrase(): boolean {
    for (let words = 0; ; words++) {
      if (words > 0 && !this.comments()) return false;
      this.spaces();
      if (this.match(QUOTED) === undefined && this.match(ATOM) === undefined) return words > 0;
    }
  }

  private comment(): boolean {
    let depth = 0;
    for (let index = 0; index < this.text.length; index++) {
      const sign = this.text.charAt(index);
      if (sign === '\\') index++;
      else if (sign === '(') depth++;
      else if (sign === ')' && --depth === 0) {
        this.text = this.text.slice(index + 1);
        return true;
      }
    }
    return false;
  }

  private spaces(): void {
    this.text = this.text.replace(/^[ \t]+/, '');
  }

  private take(sign: string): boolean {
    if (!this.text.startsWith(sign)) return false;
    this.text = this.text.slice(sign.length);
    return true;
  }

  /** Reads what an expression matches; returns what its group holds, or all of it. */
  private match(expression: RegExp): string | undefined {
    const found = expression.exec(this.text);
    if (!found) return undefined;
    this.text = this.text.slice(found[0].length);
    return found[1] ?? found[0];
  }
}
