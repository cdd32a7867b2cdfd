import { describe, expect, it } from 'vitest';
import type { EventKind } from '../../../src/identity/ledger/event.js';
import { eventText } from '../../../src/pipeline/ledger/event-text.js';
import { masked } from '../../../src/pipeline/ledger/masked.js';
import { toldDetails } from '../../../src/pipeline/ledger/told-details.js';
import { ids } from '../crosswalk/world.js';
import { DETAILS, eventOf, ledgerEvent, PLANTED, RELEASED_UID } from './ledger-world.js';

const of = (command: string) => ({ visit: 'V2', studyUID: '1.2.3.1', command });

/** What each kind says, after the time and the name. */
const SENTENCES: { readonly [Kind in EventKind]: readonly [Parameters<typeof eventOf>[1], string] } = {
  begun: [{}, 'run of 2 deliveries begun with corelab 0.1.0'],
  ended: [{}, 'run ended: pass'],
  reported: [
    { command: 'manifest' },
    'manifest reported fail: 122 files in, 118 out, 2 quarantined, 2 skipped; 1 problem of no study: motion-limit',
  ],
  received: [{}, 'study came, 3 series (MR 2, PT 1), 120 instances; not seen before'],
  're-sent': [of('manifest'), 'study of visit V2 came, 3 series (MR 2, PT 1), 120 instances; as before'],
  changed: [
    of('manifest'),
    'study of visit V2 came, 3 series (MR 2, PT 1), 120 instances; ' +
      'otherwise than before: 2 changed, 1 new, 117 as before',
  ],
  assigned: [of('assign-id'), `study assigned to ${ids.first} as visit V2 (recalled, in-window, day 28)`],
  'not-assigned': [
    {},
    'study of 3 files assigned to nobody (conflict): several-candidates, name-changed; 1 problem: motion-limit',
  ],
  released: [of('deid'), `study of visit V2 released as ${RELEASED_UID}, 3 series, 118 files`],
  quarantined: [
    of('deid'),
    '2 files of study of visit V2 quarantined: the output names the patient (identifier-found)',
  ],
  checked: [
    of('qc-motion'),
    'qc-motion says fail of study of visit V2, 1 reading; 3 problems: 3 × motion-limit',
  ],
  exported: [of('deid'), 'study of visit V2 left for CRO X, 118 files: data transfer 4'],
  accepted: [{ item: '8.1' }, 'item 8.1 (motion-limit) accepted: seen'],
  waived: [{ item: '8.1' }, 'item 8.1 (motion-limit) waived: sponsor agreed'],
  rejected: [{ item: '8.1' }, 'item 8.1 (motion-limit) rejected: not usable'],
  queried: [
    { item: '8.1' },
    'site asked about item 8.1 (motion-limit), “Was the subject asked to lie still?”: unclear',
  ],
  answered: [{ item: '8.1' }, 'site answered on item 8.1 (motion-limit), “Yes”: mail of today'],
  corrected: [{}, `subject corrected from ${ids.second} to ${ids.first}, 1 study: wrong record number`],
  withdrawn: [{}, 'subject withdrawn: consent withdrawn'],
  destroyed: [{}, 'what was released of the subject recorded as destroyed: certificate 12'],
  excused: [{ visit: 'V2' }, 'visit V2 excused: storm'],
};

const KINDS = Object.keys(DETAILS) as EventKind[];
const sentence = (event: Parameters<typeof ledgerEvent>[0], item?: Parameters<typeof eventText>[1]['item']) =>
  eventText(ledgerEvent(event), { mask: masked, ...(item && { item }) });

describe('an event in one sentence', () => {
  it.each(KINDS)('says when, who and what of %s', (kind) => {
    const [more, what] = SENTENCES[kind];
    expect(sentence(eventOf(kind, more))).toBe(`2026-11-23 10:03 UTC, operator jd: ${what}`);
  });

  it('names the account where nobody gave a name', () => {
    expect(sentence(eventOf('ended', { operator: null }))).toBe(
      '2026-11-23 10:03 UTC, user jdoe: run ended: pass',
    );
  });

  it('says that an accepted quarantine stays one', () => {
    const event = eventOf('accepted', { item: '8.1' });
    expect(sentence(event, { made: 'quarantined', before: undefined })).toContain(
      'item 8.1 (motion-limit) accepted as seen, still quarantined: seen',
    );
    expect(sentence(event, { made: 'checked', before: undefined })).not.toContain('quarantined');
  });

  it('says which decision it takes the place of', () => {
    const event = eventOf('rejected', { item: '8.1' });
    expect(sentence(event, { made: 'checked', before: 'waived' })).toMatch(
      /rejected: not usable \(it was waived before\)$/u,
    );
  });

  it('tells of a study without a visit, a report without a study, files of no study', () => {
    const late = { ...DETAILS.assigned, offsetDays: null, timing: 'unscheduled' };
    expect(sentence(eventOf('assigned', {}, late))).toContain(
      'as no visit of the schedule (recalled, unscheduled)',
    );
    expect(sentence(eventOf('quarantined'))).toContain(': 2 files quarantined: ');
    expect(sentence(eventOf('exported', {}, { ...DETAILS.exported, files: 0 }))).toMatch(
      /: what a report tells of the subject left for CRO X: data transfer 4$/u,
    );
    expect(sentence(eventOf('reported', {}, { ...DETAILS.reported, duplicates: 4, problems: [] }))).toMatch(
      /: a command reported fail: .* 2 skipped, 4 that stood there already$/u,
    );
  });

  it('stands on one line, whatever people wrote', () => {
    expect(sentence(eventOf('withdrawn', {}, { why: 'a\n\tb\r\n' }))).toMatch(/withdrawn: a b$/u);
  });
});

describe('what is told of an event', () => {
  it.each(KINDS)('holds of %s no path, no delivered UID and no scanner by its number', (kind) => {
    const [more] = SENTENCES[kind];
    const event = ledgerEvent(eventOf(kind, more));
    const told = JSON.stringify(toldDetails(event, masked)) + eventText(event, { mask: masked });
    for (const planted of PLANTED) expect(told).not.toContain(planted);
    expect(told).not.toContain('Marigoldova/');
  });

  it.each(KINDS)('holds of %s only what is meant to be told', (kind) => {
    const planted = { ...DETAILS[kind], extra: 'Quillfeather' };
    expect(JSON.stringify(toldDetails(ledgerEvent(eventOf(kind, {}, planted)), masked))).not.toContain(
      'Quillfeather',
    );
  });

  it('keeps the makers of scanners, their software, and every word of a problem', () => {
    expect(toldDetails(ledgerEvent(eventOf('received')), masked)).toMatchObject({
      devices: [{ manufacturer: 'SIEMENS', model: 'Prisma', software: ['syngo MR E11'] }],
    });
    const { problems } = toldDetails(ledgerEvent(eventOf('checked')), masked);
    expect(problems).toEqual(DETAILS.checked.problems);
  });
});
