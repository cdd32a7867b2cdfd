import type { EventDetails, EventKind, LedgerEvent } from '../../identity/ledger/event.js';
import type { Mask } from './masked.js';
import {
  asDecided,
  checkedWith,
  commandOf,
  contentOf,
  counted,
  itemOf,
  oneLine,
  problemsText,
  studyOf,
} from './text-parts.js';

/** What a decision is about, which its event alone does not tell. */
export interface DecidedItem {
  /** Kind of the event that made the item. */
  readonly made: EventKind;
  /** The decision that stood before; undefined for the first. */
  readonly before: EventKind | undefined;
}

/** What a sentence is made with. */
interface TextContext {
  readonly mask: Mask;
  readonly item?: DecidedItem;
}

/** An event with its context. */
interface Telling extends TextContext {
  readonly event: LedgerEvent;
}

type Teller<Kind extends EventKind> = (details: EventDetails[Kind], telling: Telling) => string;

const TELLERS: { readonly [Kind in EventKind]: Teller<Kind> } = {
  begun: ({ inputs, tool }, { mask }) =>
    `run of ${counted(inputs.length, 'delivery', 'deliveries')} begun with ${mask(tool)}`,
  ended: ({ verdict }) => `run ended: ${verdict}`,
  reported: (details, { event }) => {
    const { verdict, filesIn, filesOut, quarantined, skipped, duplicates, problems } = details;
    const again = duplicates === 0 ? '' : `, ${duplicates} that stood there already`;
    const counts = `${filesOut} out, ${quarantined} quarantined, ${skipped} skipped${again}`;
    const files = `${counted(filesIn, 'file')} in, ${counts}`;
    return `${commandOf(event)} reported ${verdict}: ${files}${problemsText(problems, ' of no study')}`;
  },
  received: (details, { event }) => `${studyOf(event)} came, ${contentOf(details)}; not seen before`,
  're-sent': (details, { event }) => `${studyOf(event)} came, ${contentOf(details)}; as before`,
  changed: (details, { event }) => {
    const differ = `${details.changed} changed, ${details.added} new, ${details.same} as before`;
    return `${studyOf(event)} came, ${contentOf(details)}; otherwise than before: ${differ}`;
  },
  assigned: ({ outcome, subjectId, timing, offsetDays, problems }, { event }) => {
    const visit = event.visit === undefined ? 'no visit of the schedule' : `visit ${event.visit}`;
    const day = offsetDays === null ? '' : `, day ${offsetDays}`;
    return `study assigned to ${subjectId} as ${visit} (${outcome}, ${timing}${day})${problemsText(problems)}`;
  },
  'not-assigned': ({ outcome, reasons, files, problems }, { mask }) => {
    const why = reasons.length === 0 ? 'no reason given' : reasons.map(mask).join(', ');
    return `study of ${counted(files, 'file')} assigned to nobody (${outcome}): ${why}${problemsText(problems)}`;
  },
  released: ({ files, series, releasedUID }, { event }) =>
    `${studyOf(event)} released as ${releasedUID}, ${series} series, ${counted(files, 'file')}`,
  quarantined: ({ code, reason, files }, { event, mask }) => {
    const whose = event.studyUID === undefined ? '' : ` of ${studyOf(event)}`;
    return `${counted(files, 'file')}${whose} quarantined: ${mask(reason)} (${code})`;
  },
  checked: (details, { event }) => checkedWith(details, event),
  exported: ({ to, files, why }, { event, mask }) => {
    const what = event.studyUID === undefined ? 'what a report tells of the subject' : studyOf(event);
    const count = files === 0 ? '' : `, ${counted(files, 'file')}`;
    return `${what} left for ${mask(to)}${count}: ${mask(why)}`;
  },
  accepted: (details, telling) => {
    const stays = telling.item?.made === 'quarantined' ? ' as seen, still quarantined' : '';
    return `${itemOf(details, telling.event)} accepted${stays}${asDecided(details, telling)}`;
  },
  waived: (details, telling) => `${itemOf(details, telling.event)} waived${asDecided(details, telling)}`,
  rejected: (details, telling) => `${itemOf(details, telling.event)} rejected${asDecided(details, telling)}`,
  queried: (details, telling) =>
    `site asked about ${itemOf(details, telling.event)}, “${telling.mask(details.text)}”${asDecided(details, telling)}`,
  answered: (details, telling) =>
    `site answered on ${itemOf(details, telling.event)}, “${telling.mask(details.text)}”${asDecided(details, telling)}`,
  corrected: ({ why, from, to, studies }, { mask }) =>
    `subject corrected from ${from} to ${to}, ${counted(studies, 'study', 'studies')}: ${mask(why)}`,
  withdrawn: ({ why }, { mask }) => `subject withdrawn: ${mask(why)}`,
  destroyed: ({ why }, { mask }) => `what was released of the subject recorded as destroyed: ${mask(why)}`,
  excused: ({ why }, { event, mask }) => `visit ${event.visit ?? '(none named)'} excused: ${mask(why)}`,
};

/**
 * An event in one sentence: when (UTC), who, what. Without identities: delivered UIDs, paths and scanners are not told,
 * and what else identifies is taken out of the words that people and commands left.
 */
export function eventText(event: LedgerEvent, context: TextContext): string {
  const { at, operator, osUser } = event;
  const who = operator === null ? `user ${osUser}` : `operator ${operator}`;
  const what = told(event.kind, event.details, { ...context, event });
  return oneLine(`${at.slice(0, 10)} ${at.slice(11, 16)} UTC, ${who}: ${what}`);
}

function told<Kind extends EventKind>(kind: Kind, details: EventDetails[Kind], telling: Telling): string {
  return TELLERS[kind](details, telling);
}
