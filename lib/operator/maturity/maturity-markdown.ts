import type { JudgedItem, JudgedLevel, MaturityReport } from './maturity-report';

/** A report in Markdown: a list for each level, with how to add what is missing, and what no manifest shows. */
export function maturityMarkdown({ operator, level, levels }: MaturityReport): string {
  const parts = [
    `# Maturity of ${operator.namespace}/${operator.name}: level ${level} of ${levels.length}`,
    'Judged by its manifests. What only the running program shows is named, not judged.',
    ...levels.flatMap(section),
  ];
  return `${parts.join('\n\n')}\n`;
}

function section({ level, name, items, unseen }: JudgedLevel): readonly string[] {
  return [`## ${level} ${name}`, items.map(line).join('\n'), `Not shown by manifests: ${unseen.join('; ')}.`];
}

function line({ title, state, add }: JudgedItem): string {
  if (state === 'missing') return `- [ ] ${title} Missing: ${add}`;
  return state === 'present' ? `- [x] ${title}` : `- [x] ${title} (It has no use for it.)`;
}
