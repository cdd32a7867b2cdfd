import { describe, expect, it } from 'vitest';
import { checkPrivateList } from '../../../../src/rules/deid/profile/check-private.js';
import { checkProfile } from '../../../../src/rules/deid/profile/check-profile.js';
import type { PrivateEntry, PrivateList } from '../../../../src/rules/deid/profile/profile.js';
import { profile, told } from './profiles.js';

const allow = (...names: string[]) => names.map((attribute) => ({ attribute, reason: 'for the test' }));

describe('checkAllow', () => {
  it('takes attributes that something else does not decide', () => {
    expect(told({ allow: allow('ContentLabel', '(0098,0001)') })).toEqual([]);
  });

  it.each([
    ['ContentLable', /is no keyword.*\(did you mean 'ContentLabel'\?\)$/],
    ['PatientID', /which is set to the subject ID$/],
    ['OperatorsName', /the name of a person$/],
    ['(0019,100C)', /private\.elements/],
    ['StudyDescription', /which has a row in Table E\.1-1; name it under 'attributes'$/],
  ])('refuses %s', (name, message) => {
    expect(told({ allow: allow(name) })).toEqual([expect.stringMatching(message)]);
  });

  it('refuses what stands twice, or among the overrides', () => {
    expect(told({ allow: allow('ContentLabel', '(0070,0080)') })).toEqual([
      "'allow[1].attribute' is '(0070,0080)', as one before it is",
    ]);
    const attributes = { ContentLabel: { action: 'remove', reason: 'for the test' } } as const;
    expect(told({ allow: allow('ContentLabel'), attributes })).toEqual([
      "'allow[0].attribute' is 'ContentLabel', which 'attributes' decides",
    ]);
  });
});

describe('checkText', () => {
  it('takes words and patterns', () => {
    expect(told({ text: { remove: ['Ward 7'], patterns: ['\\bW\\d+\\b'], keep: ['Head'] } })).toEqual([]);
  });

  it.each([
    ['(?<=a)b', 'is no regular expression of RE2 syntax'],
    ['(', 'is no regular expression of RE2 syntax'],
    ['a*', 'matches the empty text, so that it is found between any two letters'],
    ['.', 'is found in every text'],
  ])('refuses the pattern %s', (pattern, message) => {
    expect(told({ text: { patterns: [pattern] } })).toEqual([`'text.patterns[0]' ${message}`]);
  });

  it('refuses a word that is taken out and kept', () => {
    expect(told({ text: { remove: ['head'], keep: ['Head'] } })).toEqual([
      "'text.keep[0]' is in 'text.remove', too",
    ]);
  });
});

const entry = (own: Partial<PrivateEntry>): PrivateEntry => ({
  ...{ creator: 'EXAMPLE', group: '0019', element: '0C', action: 'keep', reason: 'for the test' },
  ...own,
});

const toldOf = (...elements: PrivateEntry[]): string[] =>
  told({ options: { retainSafePrivate: true }, private: { elements } });

describe('checkPrivateElements', () => {
  it('takes entries whose action fits', () => {
    const fitting = [
      entry({ vr: 'IS' }),
      entry({ element: '*', action: 'remove' }),
      entry({ group: '0021', vr: 'DA', action: 'shift' }),
      entry({ group: '0021', element: '01', vr: 'UI', action: 'uid' }),
      entry({ group: '0021', element: '02', vr: 'LO', action: 'clean' }),
      entry({ group: '0029', element: '10', vr: 'OB', action: 'csa' }),
      entry({ group: '0029', element: '11', action: 'shift' }),
    ];
    expect(toldOf(...fitting)).toEqual([]);
  });

  it.each([
    [{ group: '0018' }, "group' is '0018'; private groups are odd"],
    [{ group: '0007' }, "group' is '0007', which PS3.5 7.8 keeps from private elements"],
    [{ group: 'ffff' }, "group' is 'ffff', which PS3.5 7.8 keeps from private elements"],
    [{ vr: 'XX' }, "vr' is 'XX', which is no VR"],
    [{ vr: 'PN' }, "action' would release the name of a person"],
    [{ vr: 'LO', action: 'shift' }, "action' is 'shift', which is for DA, DT, not LO"],
    [{ vr: 'DA', action: 'uid' }, "action' is 'uid', which is for UI, not DA"],
    [
      { vr: 'DS', action: 'clean' },
      "action' is 'clean', which is for AE, CS, LO, LT, SH, ST, UC, UR, UT, not DS",
    ],
    [{ vr: 'LO', action: 'csa' }, "action' is 'csa', which is for OB, OW, UN, not LO"],
  ] as const)('refuses %j', (own, message) => {
    expect(toldOf(entry(own))).toEqual([`'private.elements[0].${message}`]);
  });

  it('refuses an element twice, but for creators that only look alike', () => {
    expect(toldOf(entry({}), entry({ element: '0c' }))).toEqual(["'private.elements[1]' stands twice"]);
    expect(toldOf(entry({}), entry({ creator: 'Example' }))).toEqual([]);
  });
});

describe('checkPrivateList', () => {
  const list = (own: Partial<PrivateList>): PrivateList => ({
    ...{ schema: 'corelab/private-list@1', name: 'example', elements: [] },
    ...own,
  });

  it('finds nothing wrong with a list that is right', () => {
    const csa = [{ tag: 'B_value', reason: 'diffusion' }];
    expect(checkPrivateList(list({ elements: [entry({})], csa }))).toEqual([]);
  });

  it('tells the place in the list', () => {
    const csa = { tag: 'B_value', reason: 'diffusion' };
    const phoenix = { key: 'alTE[*]', reason: 'echo times' };
    const faulty = list({ elements: [entry({ vr: 'PN' })], csa: [csa, csa], phoenix: [phoenix, phoenix] });
    expect(checkPrivateList(faulty).map(({ path }) => path.join('.'))).toEqual([
      ...['elements.0.action', 'csa.1.tag', 'phoenix.1.key'],
    ]);
  });
});

describe('checkAdmission', () => {
  const toldOf = (...sopClasses: string[]): string[] => told({ admission: { sopClasses } });

  it.each(['images', 'reports', 'all', 'CTImageStorage', '1.2.840.10008.5.1.4.1.1.2', '1.3.12.2.1107.5.9.1'])(
    'takes %s',
    (entry) => {
      expect(toldOf(entry)).toEqual([]);
    },
  );

  it('suggests what was meant', () => {
    const [fault] = checkProfile(profile({ admission: { sopClasses: ['image', 'CTImageStrage'] } }));
    expect(fault).toMatchObject({ path: ['admission', 'sopClasses', '0'], suggestion: 'images' });
    expect(toldOf('CTImageStrage')).toEqual([expect.stringMatching(/\(did you mean 'CTImageStorage'\?\)$/)]);
  });

  it.each(['EncapsulatedPDFStorage', '1.2.840.10008.5.1.4.1.1.104.1', '1.2.840.10008.1.3.10'])(
    'refuses %s, which is never released',
    (entry) => {
      expect(toldOf(entry)).toEqual([expect.stringContaining('which is never released')]);
    },
  );

  it.each(['1.2.840.10008.5.1.4.1.1.9999', '1.2.840.10008.1.2.1', '1.02.3', '2'])(
    'refuses the UID %s',
    (uid) => {
      expect(toldOf(uid)).toEqual([expect.stringMatching(/not a storage SOP class$/)]);
    },
  );
});
