/** What is another in every run. */
const CHANGES: readonly (readonly [RegExp, string])[] = [
  [/\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?( UTC|Z)/g, '(time)'],
  [/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, '(run)'],
  [/\b2\.25\.\d{5,}…?/g, '(UID)'],
  [/\b[0-9a-f]{16,64}\b…?/g, '(digest)'],
  [/\bP[0-9A-Z]{13}\b/g, '(subject)'],
];

/**
 * Holds what a page shows against what was printed. A line `…` stands for any lines, `…` in a line for anything; times,
 * UIDs, digests and keyed IDs may be others; spaces and empty lines do not count.
 * @returns what does not fit, nothing when all is as shown
 */
export function unlikeShown(shown: string, printed: string): string | undefined {
  const have = linesOf(printed);
  const groups = groupsOf(linesOf(shown));
  let at = 0;
  for (const [index, group] of groups.entries()) {
    const isLast = index === groups.length - 1;
    const first = isLast && group.length > 0 ? Math.max(at, have.length - group.length) : at;
    const start = findGroup(group, have, first);
    const isOff = start === undefined || (index === 0 && start > 0) || overhangs(isLast, group, have, start);
    if (isOff) return unlikeText(group, have.slice(at));
    at = start + group.length;
  }
  return undefined;
}

function overhangs(
  isLast: boolean,
  group: readonly string[],
  have: readonly string[],
  start: number,
): boolean {
  return isLast && group.length > 0 && start + group.length !== have.length;
}

function unlikeText(group: readonly string[], rest: readonly string[]): string {
  const first = group.find((line) => !rest.some((other) => fits(line, other)));
  const what = first === undefined ? 'these lines, together and in this place' : `the line '${first}'`;
  return `${what} was not printed (shown: ${group.join(' | ')}); printed from there on:\n${rest.join('\n')}`;
}

function findGroup(group: readonly string[], have: readonly string[], from: number): number | undefined {
  for (let start = from; start + group.length <= have.length; start++) {
    if (group.every((line, index) => fits(line, have[start + index] ?? ''))) return start;
  }
  return undefined;
}

function fits(shown: string, printed: string): boolean {
  if (shown === printed) return true;
  const parts = shown.split('…').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return parts.length > 1 && new RegExp(`^${parts.join('.*')}$`).test(printed);
}

function linesOf(text: string): readonly string[] {
  const same = CHANGES.reduce((now, [pattern, name]) => now.replace(pattern, name), text);
  return same
    .split('\n')
    .map((line) => line.trim().replace(/\s+/g, ' '))
    .filter((line) => line !== '');
}

/** The lines between those that stand for any. */
function groupsOf(lines: readonly string[]): readonly (readonly string[])[] {
  const groups: string[][] = [[]];
  for (const line of lines) {
    if (line === '…') groups.push([]);
    else groups.at(-1)?.push(line);
  }
  return groups;
}
