import type {
  Decision,
  DeviceSeen,
  EventDetails,
  EventKind,
  LedgerEvent,
  Problem,
  Received,
} from '../../identity/ledger/event.js';
import type { Mask } from './masked.js';

type Told = Readonly<Record<string, unknown>>;

/** Each names what it tells, one by one: what else stands in an event stays in the store. */
const TELLERS: { readonly [Kind in EventKind]: (details: EventDetails[Kind], mask: Mask) => Told } = {
  begun: ({ inputs, configuration, tool }, mask) => ({
    deliveries: inputs.length,
    configuration,
    tool: mask(tool),
  }),
  ended: ({ verdict }) => ({ verdict }),
  reported: ({ verdict, filesIn, filesOut, quarantined, skipped, duplicates, problems }, mask) => ({
    ...{ verdict, filesIn, filesOut, quarantined, skipped, duplicates },
    problems: problemsOf(problems, mask),
  }),
  received,
  're-sent': received,
  changed: received,
  assigned: ({ outcome, subjectId, timing, offsetDays, problems }, mask) => ({
    ...{ outcome, subjectId, timing, offsetDays, problems: problemsOf(problems, mask) },
  }),
  'not-assigned': ({ outcome, reasons, files, problems }, mask) => ({
    ...{ outcome, reasons: reasons.map(mask), files, problems: problemsOf(problems, mask) },
  }),
  released: ({ files, series, releasedUID }) => ({ files, series, releasedUID }),
  quarantined: ({ code, reason, files }, mask) => ({ code, reason: mask(reason), files }),
  checked: ({ outcome, problems, reads }, mask) => ({
    ...{ outcome, problems: problemsOf(problems, mask) },
    ...(reads !== undefined && { reads }),
  }),
  exported: ({ to, files, why }, mask) => ({ to: mask(to), files, why: mask(why) }),
  accepted: decision,
  waived: decision,
  rejected: decision,
  queried: withText,
  answered: withText,
  corrected: ({ why, from, to, studies }, mask) => ({ why: mask(why), from, to, studies }),
  withdrawn: ({ why }, mask) => ({ why: mask(why) }),
  destroyed: ({ why }, mask) => ({ why: mask(why) }),
  excused: ({ why }, mask) => ({ why: mask(why) }),
};

/** What is kept of an event, without paths, delivered UIDs and what else names a scanner or a person. */
export function toldDetails({ kind, details }: LedgerEvent, mask: Mask): Told {
  return told(kind, details, mask);
}

function told<Kind extends EventKind>(kind: Kind, details: EventDetails[Kind], mask: Mask): Told {
  return TELLERS[kind](details, mask);
}

function received({ series, instances, modalities, devices, same, changed, added }: Received): Told {
  return {
    ...{ series, instances, modalities: { ...modalities } },
    ...{ devices: devices.map(deviceOf), same, changed, added },
  };
}

/** A serial number or a station names one scanner of one hospital. */
function deviceOf({ manufacturer, model, software }: DeviceSeen): Told {
  return { manufacturer, model, software };
}

function decision({ why, code }: Decision, mask: Mask): Told {
  return { code, why: mask(why) };
}

function withText(details: Decision & { readonly text: string }, mask: Mask): Told {
  return { ...decision(details, mask), text: mask(details.text) };
}

function problemsOf(problems: readonly Problem[], mask: Mask): Told[] {
  return problems.map(({ code, outcome, severity, unit, count, ...texts }) => ({
    ...{ code, outcome, severity, message: mask(texts.message) },
    ...present({ name: texts.name, expected: texts.expected, actual: texts.actual }, mask),
    ...(unit !== undefined && { unit }),
    ...(texts.source !== undefined && { source: mask(texts.source) }),
    ...(count !== undefined && { count }),
  }));
}

function present(texts: Readonly<Record<string, string | undefined>>, mask: Mask): Told {
  const given = Object.entries(texts).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(given.map(([name, text]) => [name, mask(text)]));
}
