import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Element, element } from '../../../../fixtures/writer/element.js';
import { VR, vrName } from '../../../../src/dicom/vr.js';
import type { KnownValue } from '../../../../src/rules/deid/known-value.js';
import { keptValue } from '../../../../src/rules/deid/plan/kept-value.js';
import { TextCleaner } from '../../../../src/rules/deid/text/text-cleaner.js';
import { datasetOf } from '../../../study/build.js';

const KNOWN: KnownValue[] = [
  { kind: 'name', text: 'Brannigan^Thessaly', from: 'PatientName' },
  { kind: 'name', text: 'Green^Ax', from: 'PatientName' },
  { kind: 'id', text: 'KZ-5530917', from: 'PatientID' },
];
const cleaner = new TextCleaner(KNOWN, undefined);
const TAG = 0x00189ff0;

/** What becomes of a value of a VR: it stays, goes, or what is put in its place. */
function kept(vr: Element['vr'], value: string): string {
  const bytes = Buffer.from(value.length % 2 === 0 ? value : `${value} `, 'latin1');
  const [found] = datasetOf({}, [{ tag: TAG, vr, value: bytes }])
    .elements()
    .filter(({ tag }) => tag === TAG);
  if (!found) throw new Error('the element was not read');
  expect(vrName(found.vr)).toBe(vr);
  const outcome = keptValue(found, cleaner);
  if (typeof outcome === 'string') return outcome;
  return outcome.kind === 'text' ? outcome.values.join('\\') : outcome.kind;
}

describe('a value that a rule keeps', () => {
  it.each([
    ['DS', '0.984375\\-1.5e-3'],
    ['DS', '1,5'],
    ['DS', 'NaN'],
    ['DS', '1.5 T'],
    ['DS', '1234567'],
    ['IS', '-2147483648'],
    ['TM', '093000.123456'],
    ['TM', '09:30:00'],
    ['DA', '20240312'],
    ['DA', '2024.03.12'],
    ['DT', '20240312093000.1+0100'],
    ['UI', '1.2.840.10008.1.2'],
    ['CS', 'ORIGINAL\\PRIMARY\\GREEN'],
    ['LO', 'Axial T1'],
    ['US', 'ab'],
    ['DS', ''],
  ] as const)('stays where it is what %s asks for: %s', (vr, value) => {
    expect(kept(vr, value)).toBe('same');
  });

  it.each([
    ['DS', 'Thessaly 71kg'],
    ['DS', '5530917'],
    ['DS', '5530917.0'],
    ['IS', '5530917'],
    ['IS', 'KZ-5530917'],
    ['IS', 'Li'],
    ['TM', 'Brannigan'],
    ['DA', '6 Aug 1952'],
    ['DA', '12/03/2024'],
    ['DT', '19520806Brannigan'],
    ['UI', 'Brannigan.1'],
    ['CS', 'BRANNIGAN'],
    ['SH', 'THESSALY WS'],
    ['AE', 'BRANNIGAN_PACS'],
  ] as const)('goes where it is none of %s, or a value of somebody: %s', (vr, value) => {
    expect(kept(vr, value)).toBe('nothing');
  });

  it('goes alone, and the others keep their places', () => {
    expect(kept('CS', 'ORIGINAL\\BRANNIGAN\\MPR')).toBe('ORIGINAL\\\\MPR');
  });

  it('never stays as a number, a date or a UID with a word of three letters in it', () => {
    const word = fc.stringMatching(/^[A-DF-Z]{3}[A-Z]{0,8}$/).filter((text) => !/^(?:NAN|INF)/.test(text));
    const number = fc.stringMatching(/^\d{0,4}$/);
    fc.assert(
      fc.property(
        fc.constantFrom('DS', 'IS', 'TM', 'DA', 'DT', 'UI'),
        number,
        word,
        (vr, digits, letters) => {
          expect(kept(vr as 'DS', `${digits}${letters}`)).toBe('nothing');
        },
      ),
    );
  });

  it('is judged by the VR that it is read as', () => {
    const [un] = datasetOf({}, [
      { ...element('StudyDescription', 'x'), tag: TAG, vr: 'UN', value: Buffer.from('Li') },
    ])
      .elements()
      .filter(({ tag }) => tag === TAG);
    if (!un) throw new Error('the element was not read');
    expect(keptValue(un, cleaner)).toBe('same');
    expect(keptValue(un.readAs(VR.DS), cleaner)).toBe('nothing');
  });
});
