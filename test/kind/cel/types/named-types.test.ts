import { NAMED_TYPES } from '../../../../lib/kind/cel/types/named-types';

test('types have names that rules can compare with, some since a version', () => {
  expect(NAMED_TYPES.get('int')?.type.kind).toBe('int');
  expect(NAMED_TYPES.get('google.protobuf.Timestamp')?.type.kind).toBe('timestamp');
  expect(NAMED_TYPES.get('null_type')?.type.kind).toBe('null');
  expect(NAMED_TYPES.get('net.CIDR')?.needs).toBe(31);
  expect(NAMED_TYPES.get('timestamp')).toBeUndefined();
});
