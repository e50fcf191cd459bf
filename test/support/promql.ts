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

/** The selectors of an expression: each metric that it asks for, with its labels. */
export function selectorsIn(expression: string): readonly string[] {
  const text = expression.replace(RATE_INTERVAL, '5m');
  const selectors: string[] = [];
  parser.parse(text).iterate({
    enter: ({ name, from, to }) => {
      if (name === 'VectorSelector') selectors.push(text.slice(from, to));
    },
  });
  return selectors;
}
