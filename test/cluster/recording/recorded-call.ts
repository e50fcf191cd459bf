import * as fs from 'node:fs';
import * as path from 'node:path';

/** A call that a controller made, as the recording keeps it: what differs from run to run is made equal. */
export interface RecordedCall {
  readonly method: string;
  readonly path: string;
  /**
   * Query parameters.
   * @default - none
   */
  readonly query?: Readonly<Record<string, string>>;
  /**
   * Content type of the body.
   * @default - there is no body
   */
  readonly contentType?: string;
  /**
   * Body.
   * @default - none
   */
  readonly body?: unknown;
  /** What the API server answered. */
  readonly status: number;
}

/** Calls of one run. */
export interface Recording {
  /** What made them, and who answered. */
  readonly of: {
    /** Version of controller-runtime. */
    readonly controllerRuntime: string;
    /** Version of the API server. */
    readonly kubernetes: string;
    /** Fingerprint of the program. */
    readonly program: string;
  };
  /** The calls, each once, by path. */
  readonly calls: readonly RecordedCall[];
}

/** Where the recording is kept: a line of what it is of, and a line for each call. */
const FILE = path.join(__dirname, 'recording.jsonl');

/** Reads the recording that is committed. */
export function readRecording(): Recording {
  const [of, ...calls] = fs.readFileSync(FILE, 'utf8').trim().split('\n');
  return { of: JSON.parse(of as string), calls: calls.map((call) => JSON.parse(call)) };
}

/** Replaces the recording. */
export function writeRecording({ of, calls }: Recording): void {
  fs.writeFileSync(FILE, [of, ...calls].map((line) => `${JSON.stringify(line)}\n`).join(''));
}
