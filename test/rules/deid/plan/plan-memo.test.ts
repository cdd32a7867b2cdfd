import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Dataset, dataset, type Item } from '../../../../fixtures/writer/element.js';
import { writePart10 } from '../../../../fixtures/writer/part10.js';
import { bytesOf, rewrite } from '../../../../src/dicom/rewrite/rewrite.js';
import { Rulebook } from '../../../../src/rules/deid/attribute/rulebook.js';
import type { DeidInput, DeidRules } from '../../../../src/rules/deid/plan/context.js';
import { planDeid } from '../../../../src/rules/deid/plan/plan-deid.js';
import { PlanMemo } from '../../../../src/rules/deid/plan/plan-memo.js';
import { PrivateRules } from '../../../../src/rules/deid/private/private-rules.js';
import type { Profile } from '../../../../src/rules/deid/profile/profile.js';
import { TextCleaner } from '../../../../src/rules/deid/text/text-cleaner.js';
import { read } from '../../../dicom/bytes.js';

const PROFILE: Profile = {
  schema: 'corelab/profile@1',
  name: 'test',
  description: 'of these tests',
  options: { retainModifiedDates: true, cleanDescriptors: true, retainSafePrivate: true },
  admission: { sopClasses: ['all'] },
};
const RULES: DeidRules = {
  profile: PROFILE,
  rulebook: new Rulebook(PROFILE),
  privates: new PrivateRules(PROFILE, []),
  version: '9.9.9',
};
const SUBJECTS = [
  { id: 'S-001', shiftDays: 14, generation: 0 },
  { id: 'S-002', shiftDays: -700, generation: 0 },
];
const CLEANERS = ['Brannigan^Thessaly', 'Okonkwo^Ikemba'].map(
  (name) => new TextCleaner([{ kind: 'name', text: name, from: 'PatientName' }], undefined),
);

interface Given {
  readonly file: Dataset;
  readonly subject: number;
  readonly cleaner: number;
}

function inputOf({ subject, cleaner }: Given, memo?: PlanMemo): DeidInput {
  const who = SUBJECTS[subject];
  const cleans = CLEANERS[cleaner];
  if (!who || !cleans) throw new RangeError('no such subject');
  const uidOf = (uid: string): string => `2.25.${uid.length}${uid.replaceAll(/\D/g, '').slice(-12)}`;
  return { subject: who, uidOf, cleaner: cleans, ...(memo && { memo }) };
}

/** What becomes of a file: its bytes, and everything that is counted. */
function outcome(given: Given, memo?: PlanMemo): unknown {
  const file = read(writePart10(given.file), { toEnd: true });
  const { plan, actions, uids } = planDeid(file, RULES, inputOf(given, memo));
  return { bytes: bytesOf(rewrite(file, plan).pieces).toString('latin1'), actions, uids: [...uids].sort() };
}

const request = fc
  .constantFrom('Scan of Brannigan', 'Head', 'Okonkwo, urgent')
  .map((text): Item => ({ RequestedProcedureDescription: text, StudyInstanceUID: '1.2.840.99999.7' }));

const header = fc.record({
  SpecificCharacterSet: fc.constantFrom('ISO_IR 100', 'ISO_IR 192', undefined),
  SOPInstanceUID: fc.nat(5).map((n) => `1.2.840.99999.1.${n}`),
  StudyDate: fc.constantFrom('20240310', '20240311', 'soon'),
  StudyDescription: fc.constantFrom('Knee Brannigan', 'Knee', 'M\u00fcller', ''),
  RequestAttributesSequence: fc.array(request, { maxLength: 2 }),
  InstanceNumber: fc.nat(3),
  PixelRepresentation: fc.constantFrom(0, 1),
  SmallestImagePixelValue: fc.constantFrom({ vr: 'US', value: 3 } as const, { vr: 'SS', value: -3 } as const),
  DeviceSerialNumber: fc.constantFrom('77123', undefined),
});

const files = fc.record({
  file: header.map((given) =>
    dataset({ SOPClassUID: '1.2.840.10008.5.1.4.1.1.4', PatientName: 'X', PatientID: '1', ...given }),
  ),
  subject: fc.nat(1),
  cleaner: fc.nat(1),
});

describe('PlanMemo', () => {
  it('never changes what becomes of a file, whatever files came before', () => {
    fc.assert(
      fc.property(fc.array(files, { minLength: 2, maxLength: 8 }), (series) => {
        const memo = new PlanMemo();
        for (const given of series) expect(outcome(given, memo)).toEqual(outcome(given));
      }),
      { numRuns: 60 },
    );
  });

  it('cleans no text twice that stands in the next file, too', () => {
    let cleaned = 0;
    const counting = {
      clean: (text: string): string => {
        cleaned++;
        return text;
      },
      knows: (): boolean => false,
    };
    const memo = new PlanMemo();
    const given = (n: number): Given => ({
      file: dataset({
        SOPClassUID: '1.2.840.10008.5.1.4.1.1.4',
        StudyDescription: 'Knee',
        InstanceNumber: n,
      }),
      ...{ subject: 0, cleaner: 0 },
    });
    const plan = (n: number): void => {
      const file = read(writePart10(given(n).file), { toEnd: true });
      planDeid(file, RULES, { ...inputOf(given(n), memo), cleaner: counting });
    };
    plan(1);
    const once = cleaned;
    plan(2);
    expect(once).toBeGreaterThan(0);
    expect(cleaned).toBe(once);
  });
});
