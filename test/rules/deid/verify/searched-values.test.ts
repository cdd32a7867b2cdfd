import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writePart10 } from '../../../../fixtures/writer/part10.js';
import { UidSet } from '../../../../src/rules/deid/known/uid-set.js';
import type { KnownValue } from '../../../../src/rules/deid/known-value.js';
import type { Hit } from '../../../../src/rules/deid/verify/hit.js';
import { Searcher } from '../../../../src/rules/deid/verify/searcher.js';
import { read } from '../../../dicom/bytes.js';
import { type Given, written } from '../../../study/build.js';

const NAME: KnownValue = { kind: 'name', text: 'Brannigan^Thessaly', from: 'PatientName' };
const OWN: KnownValue = { kind: 'id', text: 'KZ-5530917', from: 'PatientID' };
const UIDS = ['1.2.840.99999.4.1', '1.2.840.99999.4.2'];

interface Searched {
  readonly given: Given;
  readonly own: readonly KnownValue[];
  readonly uids: readonly string[];
}

const fresh = (): Searcher => new Searcher([NAME], UidSet.of([]), ['S-001']);

function hitsIn(searcher: Searcher, { given, own, uids }: Searched): readonly Hit[] {
  const base = { SOPClassUID: '1.2.840.10008.5.1.4.1.1.4', SOPInstanceUID: '2.25.1' };
  const file = read(writePart10(written({ ...base, ...given })), { toEnd: true });
  return searcher.search(file, { known: own, uids });
}

const texts = fc.constantFrom('Knee', 'for Brannigan', 'KZ-5530917', 'S-001', 'M\u00fcller', ...UIDS);
const headers: fc.Arbitrary<Searched> = fc.record({
  given: fc.record(
    {
      SpecificCharacterSet: fc.constantFrom('ISO_IR 100', 'ISO_IR 192'),
      StudyDescription: texts,
      ImageComments: texts,
      RequestAttributesSequence: fc.array(fc.record({ RequestedProcedureDescription: texts }), {
        maxLength: 2,
      }),
    },
    { requiredKeys: [] },
  ) as fc.Arbitrary<Given>,
  own: fc.constantFrom([], [OWN]),
  uids: fc.subarray(UIDS),
});

describe('a searcher that remembers the last file', () => {
  it('finds in every file what one finds that remembers nothing', () => {
    fc.assert(
      fc.property(fc.array(headers, { minLength: 2, maxLength: 8 }), (series) => {
        const searcher = fresh();
        for (const one of series) expect(hitsIn(searcher, one)).toEqual(hitsIn(fresh(), one));
      }),
      { numRuns: 80 },
    );
  });

  it('finds a value that only the second file has as its own, though the first had the same text', () => {
    const searcher = fresh();
    const given = { ImageComments: 'KZ-5530917' };
    expect(hitsIn(searcher, { given, own: [], uids: [] })).toEqual([]);
    expect(hitsIn(searcher, { given, own: [OWN], uids: [] })).toHaveLength(1);
    expect(hitsIn(searcher, { given, own: [OWN], uids: [] })).toHaveLength(1);
  });

  it('finds a UID that only the second file had in the input', () => {
    const searcher = fresh();
    const [uid = ''] = UIDS;
    const given = { ImageComments: uid };
    expect(hitsIn(searcher, { given, own: [], uids: [] })).toEqual([]);
    expect(hitsIn(searcher, { given, own: [], uids: [uid] })).toHaveLength(1);
  });
});
