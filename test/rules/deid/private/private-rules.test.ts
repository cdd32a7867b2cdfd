import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packVr, VR } from '../../../../src/dicom/vr.js';
import { PrivateRules } from '../../../../src/rules/deid/private/private-rules.js';
import type { PrivateAction, Profile } from '../../../../src/rules/deid/profile/profile.js';
import { entry, listOf, profileWith, TOOLS } from './fixtures.js';

const SAFE = { retainSafePrivate: true, retainModifiedDates: true } as const;
const rulesWith = (options: Profile['options'], ...entries: ReturnType<typeof entry>[]): PrivateRules =>
  new PrivateRules(profileWith({ options }), entries.length > 0 ? [listOf(entries)] : []);

describe('private elements that nothing names', () => {
  it('go, and the rule says that the table says so', () => {
    const rule = rulesWith({}).of('SIEMENS MR HEADER', 0x0019, 0x0c, VR.IS);
    expect(rule).toMatchObject({ action: 'remove', rule: 'private' });
    expect(rule.source).toContain('Table E.1-1');
  });

  it('go under Retain Safe Private, too, where Table E.3.10-1 has no row', () => {
    const rules = rulesWith(SAFE);
    expect(rules.of('SIEMENS MR HEADER', 0x0019, 0x0a, VR.US).action).toBe('remove');
    expect(rules.of('SIEMENS MR HEADER', 0x0021, 0x0c, VR.IS).action).toBe('remove');
    expect(rules.of('NOBODY', 0x0019, 0x0c, VR.IS).action).toBe('remove');
  });

  it('are not remembered by creator, which a file can make up', () => {
    const rules = rulesWith(SAFE);
    const first = rules.of('MADE UP 1', 0x0019, 1, VR.US);
    expect(rules.of('MADE UP 2', 0x0019, 2, VR.US)).toBe(first);
  });
});

describe('Table E.3.10-1', () => {
  const rules = rulesWith(SAFE);

  it.each([
    ['SIEMENS MR HEADER', 0x0019, 0x0c, 'IS', 'keep'],
    ['SIEMENS MR HEADER', 0x0019, 0x0e, 'FD', 'keep'],
    ['SIEMENS MR HEADER', 0x0019, 0x0d, 'CS', 'keep'],
    ['GEMS_ACQU_01', 0x0019, 0x9e, 'LO', 'clean'],
    ['NQHeader', 0x0099, 0x02, 'UI', 'uid'],
    ['Philips Imaging DD 001', 0x2001, 0x5f, 'SQ', 'items'],
    ['Philips Imaging DD 001', 0x2001, 0x7d, 'OW', 'keep'],
    ['Philips Imaging DD 001', 0x2001, 0x7d, 'OB', 'keep'],
  ])('%s (%i,%i) as %s: %s', (...row) => {
    const [creator, group, element, vr, action] = row;
    expect(rules.of(creator, group, element, packVr(vr))).toMatchObject({ action, rule: 'safe' });
  });

  it('finds a creator with padding, and no other that is merely like it', () => {
    expect(rules.of('SIEMENS MR HEADER ', 0x0019, 0x0c, VR.IS).action).toBe('keep');
    expect(rules.of('SIEMENS MR HEADER\0', 0x0019, 0x0c, VR.IS).action).toBe('keep');
    expect(rules.of('Siemens MR Header', 0x0019, 0x0c, VR.IS).action).toBe('remove');
    expect(rules.of('SIEMENS  MR HEADER', 0x0019, 0x0c, VR.IS).action).toBe('remove');
  });

  it('names the VR for a file that has none, and treats the value by it', () => {
    expect(rules.of('SIEMENS MR HEADER', 0x0019, 0x0c, VR.UN)).toMatchObject({ action: 'keep', vr: VR.IS });
    expect(rules.of('GEMS_ACQU_01', 0x0019, 0x9e, VR.UN)).toMatchObject({ action: 'clean', vr: VR.LO });
    expect(rules.of('NQHeader', 0x0099, 0x02, VR.UN)).toMatchObject({ action: 'uid', vr: VR.UI });
  });

  it('lets a sequence go that was not read as one, since nobody judged its items', () => {
    expect(rules.of('Philips Imaging DD 001', 0x2001, 0x5f, VR.UN).action).toBe('remove');
    expect(rules.of('Philips Imaging DD 001', 0x2001, 0x5f, VR.OB).action).toBe('remove');
  });
});

describe('a VR that contradicts its source', () => {
  const rules = rulesWith(SAFE, entry({ vr: 'DS' }), entry({ element: '0B', vr: 'LO', action: 'clean' }));

  it.each([
    ['PN', 'remove'],
    ['LO', 'clean'],
    ['CS', 'clean'],
    ['UT', 'clean'],
    ['DA', 'shift'],
    ['UI', 'uid'],
    ['AE', 'remove'],
    ['AS', 'remove'],
    ['TM', 'remove'],
    ['SQ', 'remove'],
    ['OB', 'remove'],
    ['IS', 'keep'],
    ['FD', 'keep'],
    ['ZZ', 'remove'],
  ])('%s in place of DS: %s', (vr, action) => {
    expect(rules.of('ACME', 0x0019, 0x0a, packVr(vr)).action).toBe(action);
  });

  it('is told in the rule', () => {
    expect(rules.of('ACME', 0x0019, 0x0a, VR.PN).rule).toContain('coded as PN');
    expect(rules.of('ACME', 0x0019, 0x0a, VR.DS).rule).not.toContain('coded as');
  });

  it('never lets bytes or numbers stay as text that cannot be read', () => {
    for (const vr of [VR.OB, VR.OW, VR.US, VR.FD]) {
      expect(rules.of('ACME', 0x0019, 0x0b, vr).action).toBe('remove');
    }
  });

  it('never lets a name, UID, date or unknown VR just stay, whatever a source says', () => {
    const actions: PrivateAction[] = ['keep', 'clean', 'shift', 'uid', 'csa', 'phoenix'];
    const vrs = Object.keys(VR);
    const found = ['PN', 'UI', 'DA', 'DT', 'ZZ', 'AE', 'AS'];
    fc.assert(
      fc.property(
        fc.constantFrom(...actions),
        fc.option(fc.constantFrom(...vrs), { nil: undefined }),
        fc.constantFrom(...found),
        fc.constantFrom('0A', '*'),
        (action, vr, given, element) => {
          const one = entry({ action, element, ...(vr === undefined ? {} : { vr }) });
          const rule = rulesWith({ retainModifiedDates: true }, one).of('ACME', 0x0019, 0x0a, packVr(given));
          expect(rule.action, `${action} ${vr} ${given}`).not.toBe('keep');
        },
      ),
    );
  });
});

describe('dates, UIDs and ages', () => {
  const date = entry({ vr: 'DT', action: 'shift' });
  const uid = entry({ element: '0B', vr: 'UI', action: 'keep' });
  const age = entry({ element: '0C', vr: 'AS', action: 'keep' });

  it('follow the options of the profile', () => {
    const of = (options: Profile['options'], element: number, vr: number): string =>
      rulesWith(options, date, uid, age).of('ACME', 0x0019, element, vr).action;
    expect(of({ retainModifiedDates: true }, 0x0a, VR.DT)).toBe('shift');
    expect(of({ retainFullDates: true }, 0x0a, VR.DT)).toBe('keep');
    expect(of({}, 0x0a, VR.DT)).toBe('remove');
    expect(of({}, 0x0b, VR.UI)).toBe('uid');
    expect(of({ retainUids: true }, 0x0b, VR.UI)).toBe('keep');
    expect(of({}, 0x0c, VR.AS)).toBe('remove');
    expect(of({ retainPatientCharacteristics: true }, 0x0c, VR.AS)).toBe('keep');
  });
});

describe('the order of sources', () => {
  const [creator, group, element, vr] = ['GEMS_ACQU_01', '0019', '9E', 'LO'];

  it('is profile, lists in order, table; each as a whole', () => {
    const own = entry({ creator, group, element: '*', action: 'remove' });
    const first = listOf([entry({ creator, group, element, vr, action: 'keep' })], { name: 'first' });
    const second = listOf([entry({ creator, group, element, vr, action: 'remove' })], { name: 'second' });
    const of = (profile: Profile, ...lists: (typeof first)[]) =>
      new PrivateRules(profile, lists).of(creator, 0x0019, 0x9e, VR.LO);
    const profile = profileWith({ options: SAFE });
    expect(of({ ...profile, private: { elements: [own] } }, first)).toMatchObject({
      action: 'remove',
      source: 'profile test',
    });
    expect(of(profile, first, second)).toMatchObject({ action: 'keep', source: 'private list first' });
    expect(of(profile, second, first)).toMatchObject({ action: 'remove', source: 'private list second' });
    expect(of(profile)).toMatchObject({ action: 'clean', rule: 'safe' });
  });

  it('takes an element before the whole block within one source', () => {
    const rules = rulesWith({}, entry({ element: '*', action: 'remove' }), entry({ vr: 'US' }));
    expect(rules.of('ACME', 0x0019, 0x0a, VR.US).action).toBe('keep');
    expect(rules.of('ACME', 0x0019, 0x0b, VR.US).action).toBe('remove');
    expect(rules.of('ACME', 0x0021, 0x0a, VR.US).action).toBe('remove');
  });

  it('cleans the text of a block that is kept as a whole, and lets its unknown values go', () => {
    const rules = rulesWith({}, entry({ element: '*' }));
    expect(rules.of('ACME', 0x0019, 0x77, VR.LO).action).toBe('clean');
    expect(rules.of('ACME', 0x0019, 0x77, VR.US).action).toBe('keep');
    expect(rules.of('ACME', 0x0019, 0x77, VR.UN).action).toBe('remove');
  });

  it('gives the same object again', () => {
    const rules = rulesWith(SAFE);
    const rule = rules.of('SIEMENS MR HEADER', 0x0019, 0x0c, VR.IS);
    expect(rules.of('SIEMENS MR HEADER', 0x0019, 0x0c, VR.IS)).toBe(rule);
  });
});

describe('filterBytes', () => {
  it('removes what has no filter, and what a filter cannot read', () => {
    const rules = rulesWith({}, entry({ action: 'csa' }), entry({ element: '0B', action: 'phoenix' }));
    const csa = rules.of('ACME', 0x0019, 0x0a, VR.OB);
    const phoenix = rules.of('ACME', 0x0019, 0x0b, VR.UN);
    expect(csa).toMatchObject({ action: 'clean', filter: 'csa', otherwise: 'remove' });
    expect(phoenix).toMatchObject({ action: 'clean', filter: 'phoenix', vr: VR.OB });
    const damage = new TextEncoder().encode('JANE and nothing else');
    for (const rule of [csa, phoenix]) expect(rules.filterBytes(rule, damage, TOOLS)).toBeUndefined();
    const plain = rules.of('NOBODY', 0x0019, 0x0a, VR.OB);
    expect(rules.filterBytes(plain, damage, TOOLS)).toBeUndefined();
  });

  it('is not reached by an element that is coded as something else', () => {
    const rules = rulesWith({}, entry({ action: 'csa' }));
    expect(rules.of('ACME', 0x0019, 0x0a, VR.LO)).not.toHaveProperty('filter');
  });
});
