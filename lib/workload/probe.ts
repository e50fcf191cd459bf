import type { k8s } from 'cdk8s-plus-28';
import { inProp, PlatformError } from '../core/errors';
import type { Plain } from '../core/plain';
import { parseInteger } from '../core/values/integer';
import { parsePort } from '../core/values/port';

/** A probe as a container renders it. */
export type ProbeSpec = Plain<k8s.Probe>;

/** How often and how patiently a probe asks. */
export interface ProbeTiming {
  /**
   * Seconds between two questions.
   * @default 10
   */
  readonly periodSeconds?: number;
  /**
   * Seconds that an answer may take.
   * @default 1
   */
  readonly timeoutSeconds?: number;
  /**
   * How many failures in a row count.
   * @default 3
   */
  readonly failureThreshold?: number;
}

/** A question that the kubelet asks a container. */
export class Probe {
  /**
   * Asks by HTTP; any status from 200 to 399 is a yes.
   * @param path path of the URL, starting with `/`
   * @param port port of the container
   */
  static http(path: string, port: number, timing: ProbeTiming = {}): Probe {
    return Probe.get('HTTP', path, port, timing);
  }

  /**
   * Asks by HTTPS, whatever the certificate; any status from 200 to 399 is a yes.
   * @param path path of the URL, starting with `/`
   * @param port port of the container
   */
  static https(path: string, port: number, timing: ProbeTiming = {}): Probe {
    return Probe.get('HTTPS', path, port, timing);
  }

  /** Asks whether a port accepts connections. */
  static tcp(port: number, timing: ProbeTiming = {}): Probe {
    return new Probe({ tcpSocket: { port: parsePort(port) } }, timing);
  }

  /** Asks by the gRPC health checking protocol. */
  static grpc(port: number, timing: ProbeTiming = {}): Probe {
    return new Probe({ grpc: { port: parsePort(port) } }, timing);
  }

  /** Asks by running a command in the container; exit code 0 is a yes. */
  static exec(command: readonly string[], timing: ProbeTiming = {}): Probe {
    if (command.length === 0) {
      throw new PlatformError({
        problem: 'is an empty command',
        given: command,
        allowed: 'at least one word',
      });
    }
    return new Probe({ exec: { command } }, timing);
  }

  private static get(scheme: 'HTTP' | 'HTTPS', path: string, port: number, timing: ProbeTiming): Probe {
    if (!path.startsWith('/')) {
      throw new PlatformError({
        problem: 'is not a path',
        given: path,
        allowed: 'a path that starts with "/"',
      });
    }
    return new Probe({ httpGet: { path, port: parsePort(port), scheme } }, timing);
  }

  /** The probe as a container renders it. */
  readonly spec: ProbeSpec;

  private constructor(question: ProbeSpec, timing: ProbeTiming) {
    const { periodSeconds = 10, timeoutSeconds = 1, failureThreshold = 3 } = timing;
    for (const [prop, value] of Object.entries({ periodSeconds, timeoutSeconds, failureThreshold })) {
      inProp(prop, () => parseInteger(value, { min: 1 }));
    }
    this.spec = { ...question, periodSeconds, timeoutSeconds, failureThreshold };
  }
}
