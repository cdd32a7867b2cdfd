import type { Decision, EventDetails, LedgerEvent, Problem, Received } from '../../identity/ledger/event.js';
import type { Mask } from './masked.js';

/** `1 file`, `3 files`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** Any white space as one blank: words of people may have several lines. */
export function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

/** `study of visit V2`; a visit is not known before the study is assigned. */
export function studyOf({ visit }: Pick<LedgerEvent, 'visit'>): string {
  return visit === undefined ? 'study' : `study of visit ${visit}`;
}

/** The command that an event is of. */
export function commandOf({ command }: Pick<LedgerEvent, 'command'>): string {
  return command ?? 'a command';
}

/** `3 series (MR 2, PT 1), 120 instances`. */
export function contentOf({ series, instances, modalities }: Received): string {
  const kinds = Object.entries(modalities).map(([modality, count]) => `${modality} ${count}`);
  const named = kinds.length === 0 ? '' : ` (${kinds.join(', ')})`;
  return `${series} series${named}, ${counted(instances, 'instance')}`;
}

/** `; 2 problems of no study: series-missing, 3 × slice-gap`, by code; nothing where there is none. */
export function problemsText(problems: readonly Problem[], whose = ''): string {
  if (problems.length === 0) return '';
  const counts = new Map<string, number>();
  for (const { code, count = 1 } of problems) counts.set(code, (counts.get(code) ?? 0) + count);
  const codes = [...counts].map(([code, count]) => (count === 1 ? code : `${count} × ${code}`));
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
  return `; ${counted(all, 'problem')}${whose}: ${codes.join(', ')}`;
}

/** What a check says of a study. */
export function checkedWith(
  { outcome, problems, reads }: EventDetails['checked'],
  event: LedgerEvent,
): string {
  const read = reads === undefined ? '' : `, ${counted(reads, 'reading')}`;
  return `${commandOf(event)} says ${outcome} of ${studyOf(event)}${read}${problemsText(problems)}`;
}

/** `item 41.2 (motion-limit)`. */
export function itemOf({ code }: Decision, { item }: Pick<LedgerEvent, 'item'>): string {
  return `item ${item ?? '(none named)'} (${code})`;
}

/** Why it was decided, and which decision it takes the place of. */
export function asDecided(
  { why }: Decision,
  { mask, item }: { readonly mask: Mask; readonly item?: { readonly before: string | undefined } },
): string {
  const before = item?.before === undefined ? '' : ` (it was ${item.before} before)`;
  return `: ${mask(why)}${before}`;
}
