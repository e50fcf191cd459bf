// The numbers of books and cards, of which the last digit vouches for the others.
// Source: k8s.io/kube-openapi, pkg/internal/third_party/govalidator.

/** The number of a book, of ten digits of which the last may be X. */
export function isIsbn10(text: string): boolean {
  const digits = withoutSpaces(text);
  if (!/^\d{9}[\dX]$/.test(digits)) return false;
  return sum(digits, (digit, index) => (index + 1) * digit) % 11 === 0;
}

/** The number of a book, of thirteen digits. */
export function isIsbn13(text: string): boolean {
  const digits = withoutSpaces(text);
  return (
    /^\d{13}$/.test(digits) && sum(digits, (digit, index) => (index % 2 === 0 ? 1 : 3) * digit) % 10 === 0
  );
}

const CARD =
  /^(4\d{12}(\d{3})?|5[1-5]\d{14}|6(011|5\d\d)\d{12}|3[47]\d{13}|3(0[0-5]|[68]\d)\d{11}|(2131|1800|35\d{3})\d{11})$/;

/** The number of a card; everything in the text but its digits is skipped. */
export function isCreditCard(text: string): boolean {
  const digits = text.replace(/\D/g, '');
  const fromTheEnd = [...digits].reverse().join('');
  const weigh = (digit: number, index: number) => (index % 2 === 0 ? digit : digit * 2 - (digit > 4 ? 9 : 0));
  return CARD.test(digits) && sum(fromTheEnd, weigh) % 10 === 0;
}

function withoutSpaces(text: string): string {
  return text.replace(/[\t\n\f\r -]/g, '');
}

function sum(digits: string, weigh: (digit: number, index: number) => number): number {
  return [...digits].reduce(
    (total, digit, index) => total + weigh(digit === 'X' ? 10 : Number(digit), index),
    0,
  );
}
