import { describe, expect, it } from 'vitest';
import {
  atBaseline,
  atWeek8,
  atWeek16,
  csvOf,
  fileOf,
  overall,
  type Responded,
  responded,
  said,
} from './lab.js';

/** Answers that nothing of this may come to. */
const GREEN = ['CR', 'PR', 'SD', 'NON-CR/NON-PD'];

const best = ({ report }: Responded): string[] => report.best.map(({ response }) => response);

function finding({ report }: Responded, code: string) {
  const one = report.findings.find((each) => each.code === code);
  if (!one) throw new Error(`no ${code} among ${report.findings.map((each) => each.code).join(', ')}`);
  return one;
}

describe('a sound course, against which the others are held', () => {
  it('is a partial response, exit 0', async () => {
    const ran = await responded(csvOf(atBaseline(), atWeek8(), atWeek16()));
    expect([ran.code, ran.report.verdict, ran.stderr]).toEqual([0, 'pass', '']);
    expect([overall(ran), best(ran), said(ran)]).toEqual([['W8 PR', 'W16 PR'], ['PR'], []]);
  });
});

/** What a finding is about: its words, and the subject and the visit that they name. */
function aboutOf(name: string): object {
  const visit = name.split(', ').find((part) => ['BL', 'W8', 'W16'].includes(part));
  return { name, ...(name.startsWith('S-1') && { trialSubject: 'S-1' }), ...(visit && { visit }) };
}

describe('faults of a whole course', () => {
  const everywhere = (cells: Parameters<typeof atWeek8>[0]): string =>
    csvOf(atBaseline(cells), atWeek8(cells), atWeek16(cells));

  it.each([
    [
      'visits out of order',
      csvOf(
        ...[atBaseline({ visit_number: '1' }), atWeek8({ visit_number: '3' })],
        atWeek16({ visit_number: '2' }),
      ),
      ...(['response-visits-out-of-order', 1, 'S-1'] as const),
    ],
    ['no date of any visit', everywhere({ date: '' }), 'response-visits-unordered', 3, 'S-1'],
    ['a role that is none', everywhere({ role: 'tarjet' }), 'response-role-unknown', 3, 'S-1, R1, lesion T1'],
    ['no role', everywhere({ role: '' }), 'response-role-missing', 3, 'S-1, R1, lesion T1'],
    [
      'an organ that is none',
      everywhere({ organ: 'spleeen' }),
      ...(['response-organ-unknown', 3, 'S-1, R1, lesion T1'] as const),
    ],
    ['no organ', everywhere({ organ: '' }), 'response-organ-missing', 3, 'S-1, R1, lesion T1'],
    [
      'a length of no lesion',
      csvOf(atBaseline(), atBaseline({ lesion: '' }), atWeek8(), atWeek16()),
      ...(['response-lesion-unnamed', 3, 'S-1, R1'] as const),
    ],
    [
      'a row of no visit',
      csvOf(atBaseline(), atWeek8(), atWeek16({ visit: '', date: '' })),
      ...(['response-visit-missing', 3, 'S-1, R1'] as const),
    ],
    [
      'two lengths of a lesion at baseline',
      csvOf(atBaseline(), atBaseline({ value: '30' }), atWeek8(), atWeek16()),
      ...(['response-lesion-duplicate', 1, 'S-1, R1, BL, lesion T1'] as const),
    ],
    [
      'a negative length at baseline',
      csvOf(atBaseline({ value: '-20' }), atWeek8(), atWeek16()),
      ...(['response-value-negative', 1, 'S-1, R1, BL, lesion T1'] as const),
    ],
    [
      'a lesion that is new at the first visit',
      csvOf(atBaseline({ role: 'new' }), atWeek8({ role: 'new' })),
      ...(['response-new-at-baseline', 1, 'S-1, R1, BL, lesion T1'] as const),
    ],
  ])('%s: named, exit code, and no response of the course', async (_, path, code, exit, who) => {
    const ran = await responded(path);
    const { message, subject } = finding(ran, code);
    expect([ran.code, message.startsWith(`${who}: `), subject]).toEqual([exit, true, aboutOf(who)]);
    for (const { overall: answer, target } of ran.report.responses) {
      expect(GREEN).not.toContain(answer);
      expect(GREEN).not.toContain(target);
    }
    expect(GREEN).not.toContain(best(ran)[0]);
    expect(ran.report.best).toHaveLength(1);
  });

  it('another course beside it is judged all the same', async () => {
    const bad = [atBaseline, atWeek8, atWeek16].map((at) => at({ subject: 'S-0', role: 'tarjet' }));
    const ran = await responded(csvOf(...bad, atBaseline(), atWeek8(), atWeek16()));
    expect([ran.code, best(ran)]).toEqual([3, ['NE', 'PR']]);
  });
});

describe('faults of one visit', () => {
  it.each([
    ['a length that is no number', { value: '1O' }, 'response-value-not-a-number', 1],
    ['a length with a comma', { value: '"10,5"' }, 'response-value-not-a-number', 1],
    ['a negative length', { value: '-10' }, 'response-value-negative', 1],
    ['a unit that is no length', { unit: 'inch' }, 'response-unit-unknown', 3],
    ['no unit', { unit: '' }, 'response-unit-missing', 3],
    ['a state that is none', { state: 'gone away', value: '' }, 'response-state-unknown', 3],
    ['a lesion that is absent, with a length', { state: 'absent' }, 'response-state-conflict', 1],
  ])('%s: named with its place, and no response at that visit', async (_, cells, code, exit) => {
    const ran = await responded(csvOf(atBaseline(), atWeek8(cells), atWeek16()));
    expect([ran.code, finding(ran, code).subject]).toEqual([exit, aboutOf('S-1, R1, W8, lesion T1')]);
    expect(overall(ran)).toEqual(['W8 NE', 'W16 PR']);
    expect(finding(ran, 'response-not-evaluable').message).toMatch(/^S-1, R1, W8: missing: T1 \(/);
  });

  it('two lengths of a lesion: neither is taken', async () => {
    const ran = await responded(csvOf(atBaseline(), atWeek8(), atWeek8({ value: '25' })));
    expect(finding(ran, 'response-lesion-duplicate')).toMatchObject({
      outcome: 'fail',
      subject: aboutOf('S-1, R1, W8, lesion T1'),
    });
    expect([ran.code, overall(ran), best(ran)]).toEqual([1, ['W8 NE'], ['NE']]);
  });

  it('a fault never hides progression that the rest proves', async () => {
    const other = { lesion: 'T2', organ: 'liver' };
    const ran = await responded(
      csvOf(atBaseline(), atBaseline(other), atWeek8({ value: 'x' }), atWeek8({ ...other, value: '60' })),
    );
    expect([ran.code, overall(ran)]).toEqual([1, ['W8 PD']]);
  });

  it('units that differ are converted exactly, and named', async () => {
    const ran = await responded(csvOf(atBaseline(), atWeek8({ value: '1.4', unit: 'cm' })));
    expect([ran.code, said(ran)]).toEqual([0, ['response-units-mixed warn']]);
    expect(ran.report.responses[1]).toMatchObject({ sumMm: '14', overall: 'PR' });
  });

  it('a row of no subject is named by its line', async () => {
    const ran = await responded(csvOf(atBaseline(), atWeek8({ subject: '' }), atWeek16()));
    expect([ran.code, finding(ran, 'response-subject-missing').message]).toEqual([
      3,
      expect.stringContaining('line 3'),
    ]);
  });
});

describe('what is said to be after death', () => {
  it('is named at every visit, and the best response is not made of it', async () => {
    const visits = fileOf('subject,kind,date\nS-1,death,2024-02-01\n', 'visits.csv');
    const ran = await responded(csvOf(atBaseline(), atWeek8(), atWeek16()), '--visits', visits);
    const after = ran.report.findings.filter(({ code }) => code === 'response-after-death');
    expect(after.map(({ subject }) => subject)).toEqual([aboutOf('S-1, R1, W8'), aboutOf('S-1, R1, W16')]);
    expect([ran.code, best(ran)]).toEqual([1, ['NE']]);
  });
});
