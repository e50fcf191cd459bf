/** A day of the calendar, `2030-01-31`. */
export function isDate(text: string): boolean {
  const [, year, month, day] = (/^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? []).map(Number);
  if (year === undefined || month === undefined || day === undefined) return false;
  return month >= 1 && month <= 12 && day >= 1 && day <= daysOf(year, month);
}

function daysOf(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/**
 * A moment, `2030-01-31T02:00:00Z`. What follows a second `T` is not looked at.
 * Source: IsDateTime in k8s.io/kube-openapi, strfmt.
 */
export function isDateTime(text: string): boolean {
  const [date = '', time = ''] = text.toLowerCase().split('t');
  const [, hours = '', minutes = '', seconds = ''] =
    /^(\d{2}):(\d{2}):(\d{2})(.\d+)?(z|[+-]\d{2}:\d{2})$/.exec(time) ?? [];
  return isDate(date) && hours !== '' && hours <= '23' && minutes <= '59' && seconds <= '59';
}

const GO_DURATION = /^[-+]?(0|((\d+(\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h))+)$/;
const UNITS = /^(ns|us|µs|ms|s|m|h|hr|d|w|wk|nano.*|micro.*|milli.*|sec.*|min.*|hour.*|day.*|week.*)$/;

/**
 * A duration as Go writes it, `1h30m`, or any text that has a number with a unit in it: `3 days`.
 * Source: ParseDuration in k8s.io/kube-openapi, strfmt.
 */
export function isDuration(text: string): boolean {
  const wholes = [...text.matchAll(/(?<![\d.])\d+/g)];
  if (GO_DURATION.test(text) && wholes.every(([whole]) => fitsInt64(whole))) return true;
  const parts = [...text.matchAll(/(\d+)[\t\n\f\r ]*([A-Za-zµ]+)/g)];
  if (!parts.every(([, count = '']) => fitsInt64(count))) return false;
  return parts.some(([, , unit]) => UNITS.test((unit ?? '').toLowerCase()));
}

function fitsInt64(digits: string): boolean {
  return BigInt(digits) < 2n ** 63n;
}
