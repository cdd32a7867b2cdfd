import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Dataset as Written } from '../../../../fixtures/writer/element.js';
import { writePart10 } from '../../../../fixtures/writer/part10.js';
import { UidSet } from '../../../../src/rules/deid/known/uid-set.js';
import type { KnownKind, KnownValue } from '../../../../src/rules/deid/known-value.js';
import { Searcher } from '../../../../src/rules/deid/verify/searcher.js';
import { read } from '../../../dicom/bytes.js';
import { type Given, written } from '../../../study/build.js';

const BASE = { SOPClassUID: '1.2.840.10008.5.1.4.1.1.4', SOPInstanceUID: '2.25.1' };
const known = (kind: KnownKind, text: string): KnownValue => ({ kind, text, from: 'Known' });

interface World {
  readonly more?: Written;
  readonly exempt?: readonly string[];
  readonly uids?: readonly string[];
  readonly own?: readonly KnownValue[];
}

function found(given: Given, values: readonly KnownValue[], world: World = {}): string[] {
  const searcher = new Searcher(values, UidSet.of(world.uids ?? []), world.exempt ?? []);
  const file = read(writePart10(written({ ...BASE, ...given }, world.more)), { toEnd: true });
  return searcher.search(file, { known: world.own ?? [], uids: [] }).map(({ where }) => where);
}

describe('a name is found', () => {
  it.each([
    ['as it stands', 'Smith^Jonathan'],
    ['in the other order', 'JONATHAN, SMITH'],
    ['by its family name', 'for dr smith'],
    ['by its given name', 'jonathan_1'],
    ['as one word', 'jsmith'],
    ['with the given name as one word', 'smithjonathan'],
  ])('%s', (_, text) => {
    expect(found({ ImageComments: text }, [known('name', 'Smith^Jonathan')])).toEqual(['ImageComments']);
  });

  it.each(['Goldsmith', 'smithy', 'Jonathans'])('but not inside another word: %s', (text) => {
    expect(found({ ImageComments: text }, [known('name', 'Smith^Jonathan')])).toEqual([]);
  });

  it.each(['Müller', 'MULLER', 'Mueller', 'Mu\u0308ller'])('whatever its diacritics: %s', (text) => {
    const given = { SpecificCharacterSet: 'ISO_IR 192', ImageComments: text };
    expect(found(given, [known('name', 'Müller^Hans')])).toEqual(['ImageComments']);
  });

  it('in characters that are written without blanks', () => {
    const given = { SpecificCharacterSet: 'ISO_IR 192', ImageComments: '患者山田太郎様' };
    expect(found(given, [known('name', 'Yamada^Tarou=山田^太郎')])).toEqual(['ImageComments']);
  });

  it('in an item of an item, with its path', () => {
    const given = {
      RequestAttributesSequence: [{}, { ReferencedStudySequence: [{ RetrieveURL: 'x/Smith' }] }],
    };
    expect(found(given, [known('name', 'Smith^Jo')])).toEqual([
      'RequestAttributesSequence[1].ReferencedStudySequence[0].RetrieveURL',
    ]);
  });

  it('not by words of imaging, and as a whole all the same', () => {
    const phantom = [known('name', 'HEAD^PHANTOM')];
    expect(found({ SeriesDescription: 'head routine', BodyPartExamined: 'HEAD' }, phantom)).toEqual([]);
    expect(found({ SeriesDescription: 'Phantom Head' }, phantom)).toEqual(['SeriesDescription']);
  });

  it('not by a maker, where makers stand', () => {
    const philips = [known('name', 'Philipps^Canon')];
    expect(found({ Manufacturer: 'Canon' }, philips)).toEqual([]);
  });
});

describe('an identifier is found', () => {
  it.each(['S01-0007', 's010007', 'S01 0007', 'acc:S01_0007.'])('as %s', (text) => {
    expect(found({ ImageComments: text }, [known('id', 'S01-0007')])).toEqual(['ImageComments']);
  });

  it('among numbers as a whole value of six digits or more only', () => {
    expect(found({ PatientWeight: '1234' }, [known('id', '1234')])).toEqual([]);
    expect(found({ PatientWeight: '123456' }, [known('id', '123456')])).toEqual(['PatientWeight']);
    expect(found({ ImageComments: '1.234567' }, [known('id', '234567')])).toEqual([]);
  });

  it('as a short one where its own attribute is nothing else', () => {
    const short: KnownValue = { kind: 'id', text: '12', from: 'PatientID' };
    expect(found({ PatientID: '12', ImageComments: '12' }, [short])).toEqual(['PatientID']);
  });

  it('not inside an assigned one', () => {
    const values = [known('id', 'S001'), known('id', '0007')];
    const given = { PatientID: 'S001-0007', ImageComments: 'was 0007' };
    expect(found(given, values, { exempt: ['S001-0007'] })).toEqual(['ImageComments']);
  });
});

describe('a date of birth is found', () => {
  it.each(['19700131', '1970-01-31', '31.01.1970', '01/31/1970', '31/1/1970', '31-JAN-1970', 'Jan 31, 1970'])(
    'as %s',
    (text) => {
      expect(found({ ImageComments: `born ${text}` }, [known('date', '19700131')])).toEqual([
        'ImageComments',
      ]);
    },
  );

  it('among dates when it is of the file itself only', () => {
    const value = known('date', '19700131');
    expect(found({ StudyDate: '19700131' }, [value])).toEqual([]);
    expect(found({ StudyDate: '19700131' }, [value], { own: [value] })).toEqual(['StudyDate']);
    expect(found({ AcquisitionDateTime: '19700131101500' }, [], { own: [value] })).toEqual([
      'AcquisitionDateTime',
    ]);
  });
});

describe('in bytes of unknown meaning', () => {
  const bytes = (content: Uint8Array): Written => [{ tag: 0x00291010, vr: 'OB', value: content }];
  const values = [known('name', 'Petrovski^Lee')];

  it.each<[string, Buffer]>([
    ['ASCII', Buffer.from('\x01\x02Petrovski\0\x03', 'latin1')],
    [
      'UTF-16 little endian',
      Buffer.concat([Buffer.of(1, 2), Buffer.from('Petrovski', 'utf16le'), Buffer.of(1, 1)]),
    ],
    ['UTF-16 big endian', Buffer.from('Petrovski', 'utf16le').swap16()],
    ['a field of NULs', Buffer.from('\0\0Lee\0\0\x01\x02', 'latin1')],
  ])('a name is found in %s', (_, content) => {
    expect(found({}, values, { more: bytes(content) })).toEqual(['(0029,1010)']);
  });

  it('a short part among binary values is chance', () => {
    expect(found({}, values, { more: bytes(Buffer.from('\x01\x02Lee\x80\x01', 'latin1')) })).toEqual([]);
  });
});

describe('a UID is found', () => {
  const uids = ['1.2.826.0.1.3680043.9.1234.5'];

  it.each([
    '1.2.826.0.1.3680043.9.1234.5',
    'see 1.2.826.0.1.3680043.9.1234.5.',
    '1.2.826.0.1.3680043.9.1234.5.17',
  ])('in %s', (text) => {
    expect(found({ ImageComments: text }, [], { uids })).toEqual(['ImageComments']);
  });

  it('not in a longer component, and registered ones never', () => {
    expect(found({ ImageComments: '1.2.826.0.1.3680043.9.1234.55' }, [], { uids })).toEqual([]);
    expect(found({}, [], { uids: [BASE.SOPClassUID] })).toEqual([]);
  });
});

describe('outside the data set', () => {
  const values = [known('name', 'Petrovski^Ada')];

  it('the preamble, file meta and codestream comments are searched', () => {
    const text = Buffer.from('Petrovski');
    const comment = Buffer.concat([
      Buffer.of(0xff, 0xd8, 0xff, 0xfe, 0, text.length + 2),
      text,
      Buffer.of(0xff, 0xda, 0, 2),
    ]);
    const pixels: Written = [{ tag: 0x7fe00010, vr: 'OB', value: { fragments: [Buffer.alloc(0), comment] } }];
    const bytes = writePart10(written(BASE, pixels), {
      transferSyntax: '1.2.840.10008.1.2.4.50',
      sourceApplicationEntityTitle: 'PETROVSKI',
    });
    bytes.write('Petrovski', 10, 'latin1');
    const hits = new Searcher(values, UidSet.of([]), []).search(read(bytes, { toEnd: true }), {
      known: [],
      uids: [],
    });
    expect(hits.map(({ where }) => where)).toEqual(['preamble', 'file meta', 'codestream comment']);
  });

  it('a file name is searched, and a hit never tells the value', () => {
    const hits = new Searcher(values, UidSet.of([]), []).searchName('P1/Petrovski_ada.dcm');
    expect(hits).toEqual([{ where: 'file name', from: 'Known', kind: 'name' }]);
  });
});

describe('the search', () => {
  it('finds a planted identifier between any words', () => {
    const word = fc.stringMatching(/^[a-z]{1,8}$/);
    fc.assert(
      fc.property(word, word, (before, after) => {
        const given = { ImageComments: `${before} Xq-774411 ${after}` };
        expect(found(given, [known('id', 'XQ-774411')])).toEqual(['ImageComments']);
      }),
    );
  });

  it('tells how much was searched for', () => {
    const searcher = new Searcher([known('id', 'A-1234')], UidSet.of(['1.2.3', '1.2.4']), []);
    expect(searcher.summary).toEqual({ values: 1, uids: 2 });
  });
});

describe('values under a VR that is not theirs', () => {
  it.each([
    ['AcquisitionTime', 'Smith'],
    ['StudyDate', 'Smith'],
    ['PatientWeight', 'Smith 71'],
    ['FrameOfReferenceUID', 'Smith.1'],
    ['AcquisitionNumber', '5530917'],
    ['AcquisitionNumber', 'KZ-5530917'],
  ])('are found: %s %s', (keyword, value) => {
    const bytes = Buffer.from(value.length % 2 === 0 ? value : `${value} `);
    const values = [known('name', 'Smith^Jo'), known('id', 'KZ-5530917')];
    expect(found({ [keyword]: bytes } as unknown as Given, values)).toEqual([keyword]);
  });

  it('but digits among numbers, dates and UIDs are there by chance', () => {
    const given = { StudyDate: '20240312', TableHeight: '1234', AcquisitionTime: '123400' };
    expect(found(given, [known('id', '20240312'), known('id', '1234')])).toEqual([]);
  });
});
