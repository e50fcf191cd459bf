import * as fs from 'node:fs';
import * as path from 'node:path';

/** How many objects are remembered of those that no case of the last run had: a few runs, so that the file stays small. */
const UNUSED = 200_000;

/**
 * Objects that an API server took as they are, in this run or an earlier one: nobody needs to ask for them again, as the
 * same program in the same circumstances gives the same answer. What it complained of is never remembered, and so is
 * asked for each time.
 */
export class Taken {
  private readonly used = new Set<string>();

  /**
   * Those that are remembered.
   * @param file where
   * @param circumstances what the answers depend on beside the objects; in others than those of the file, nothing is known
   */
  static read(file: string, circumstances: string): Taken {
    const [first, ...keys] = fs.existsSync(file) ? fs.readFileSync(file, 'utf8').trimEnd().split('\n') : [];
    return new Taken(file, circumstances, new Set(first === circumstances ? keys : []));
  }

  private constructor(
    private readonly file: string,
    private readonly circumstances: string,
    private readonly before: ReadonlySet<string>,
  ) {}

  /** Whether an object was taken in an earlier run. */
  has(key: string): boolean {
    const found = this.before.has(key);
    if (found) this.used.add(key);
    return found;
  }

  /** Notes that an object was taken. */
  add(key: string): void {
    this.used.add(key);
  }

  /** Remembers all of this for the next run. The file is there whole or as it was, even if that is cut short. */
  keep(): void {
    const unused = [...this.before].filter((key) => !this.used.has(key)).slice(0, UNUSED);
    fs.mkdirSync(path.dirname(this.file), { recursive: true });
    const beside = `${this.file}.${process.pid}`;
    fs.writeFileSync(beside, `${[this.circumstances, ...this.used, ...unused].join('\n')}\n`);
    fs.renameSync(beside, this.file);
  }
}
