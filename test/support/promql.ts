import { parser } from '@prometheus-io/lezer-promql';

/** Range that Grafana puts into queries of panels before Prometheus sees them. */
const RATE_INTERVAL = /\$__rate_interval/g;

/** What the grammar of Prometheus does not take of an expression: each part and where it is; empty if it takes all. */
export function promqlErrors(expression: string): readonly string[] {
  const text = expression.replace(RATE_INTERVAL, '5m');
  const errors: string[] = [];
  parser.parse(text).iterate({
    enter: ({ type, from, to }) => {
      if (type.isError) errors.push(`${from}: ${text.slice(from, to) || 'something is missing'}`);
    },
  });
  return errors;
}

/** The names of the metrics that an expression asks for. */
export function metricsIn(expression: string): readonly string[] {
  const text = expression.replace(RATE_INTERVAL, '5m');
  const names = new Set<string>();
  parser.parse(text).iterate({
    enter: ({ node, from, to }) => {
      if (node.name === 'Identifier' && node.parent?.name === 'VectorSelector')
        names.add(text.slice(from, to));
    },
  });
  return [...names];
}
