export type { OperatorName } from './install';
export type { MaturityLevel, MaturityState } from './item';
export { maturityMarkdown } from './maturity-markdown';
export {
  type JudgedItem,
  type JudgedLevel,
  type MaturityReport,
  maturityReport,
} from './maturity-report';
