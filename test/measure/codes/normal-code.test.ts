import { expect, test } from 'vitest';
import type { Code } from '../../../src/measure/code.js';
import {
  lateralityOf,
  meaningProblem,
  normalCode,
  sameConcept,
} from '../../../src/measure/codes/normal-code.js';
import { SNOMED_ANATOMY } from '../../../src/measure/codes/snomed-anatomy.js';
import { SNOMED_LYMPH_NODES } from '../../../src/measure/codes/snomed-lymph-nodes.js';
import {
  SNOMED_FINDINGS,
  SNOMED_MEASUREMENT,
  SNOMED_QUALIFIERS,
} from '../../../src/measure/codes/snomed-measurement.js';

const code = (value: string, scheme: string, meaning = ''): Code => ({ value, scheme, meaning });
const ROWS = [
  ...SNOMED_MEASUREMENT,
  ...SNOMED_QUALIFIERS,
  ...SNOMED_FINDINGS,
  ...SNOMED_ANATOMY,
  ...SNOMED_LYMPH_NODES,
];

test.each([
  ['G-D705', '118565006', 'Volume'],
  ['G-D7FE', '410668003', 'Length'],
  ['G-A22A', '410668003', 'Length'],
  ['M-02550', '81827009', 'Diameter'],
  ['G-A185', '103339001', 'Long axis'],
  ['R-00317', '373098007', 'Mean'],
  ['G-C036', '370129005', 'Measurement Method'],
  ['M-80003', '86049000', 'Neoplasm, Primary'],
  ['T-28000', '39607008', 'Lung'],
  ['T-62000', '10200004', 'Liver'],
  ['T-A0100', '12738006', 'Brain'],
  ['T-C4710', '68171009', 'Axillary lymph node'],
])('%s of SNOMED-RT is %s of SNOMED CT, under any designator of SNOMED-RT', (rt, ct, meaning) => {
  for (const scheme of ['SRT', 'SNM3', '99SDM']) {
    expect(normalCode(code(rt, scheme, 'whatever it says'))).toEqual({ value: ct, scheme: 'SCT', meaning });
  }
});

test('a UMLS identifier of a linear measurement is its SNOMED CT code', () => {
  expect(normalCode(code('C1301886', 'UMLS')).value).toBe('81827009');
});

test('a code that no table knows stays as it is, and a meaning maps nothing', () => {
  for (const unknown of [
    code('G-D705', '99LOCAL', 'Volume'),
    code('G-D705', 'SCT', 'Volume'),
    code('Z-99999', 'SRT', 'Length'),
    code('118565006', 'SCT', 'Volume'),
    code('', '', 'Volume'),
    code('__proto__', 'SRT', 'Volume'),
  ]) {
    expect(normalCode(unknown)).toBe(unknown);
  }
});

test('one concept under an old and a new code is one, whatever the meanings', () => {
  expect(sameConcept(code('G-D705', 'SRT', 'a'), code('118565006', 'SCT', 'b'))).toBe(true);
  expect(sameConcept(code('G-A22A', 'SRT'), code('G-D7FE', 'SNM3'))).toBe(true);
  expect(sameConcept(code('126401', 'DCM', 'SUVbw'), code('126402', 'DCM', 'SUVbw'))).toBe(false);
  expect(sameConcept(code('118565006', 'SCT'), code('118565006', 'DCM'))).toBe(false);
});

test('sides are told by code alone', () => {
  expect(lateralityOf(code('G-A101', 'SRT', 'Right'))).toBe('left');
  expect(lateralityOf(code('24028007', 'SCT'))).toBe('right');
  expect(lateralityOf(code('G-A102', 'SNM3'))).toBe('bilateral');
  expect(lateralityOf(code('66459002', 'SCT'))).toBe('unilateral');
  expect(lateralityOf(code('7771000', '99LOCAL', 'Left'))).toBeUndefined();
  expect(lateralityOf(code('L', 'DCM', 'Left'))).toBeUndefined();
});

test.each([
  ['G-D705', 'SRT', 'Length'],
  ['118565006', 'SCT', 'Area of defined region'],
  ['103339001', 'SCT', 'Short Axis'],
  ['G-A185', 'SRT', 'Short axis'],
  ['7771000', 'SCT', 'Right'],
  ['112181', 'DCM', 'Maximum Attenuation Coefficient'],
  ['373098007', 'SCT', 'Maximum'],
  ['T-62000', 'SRT', 'Spleen'],
  ['410668003', 'SCT', 'Temperature'],
  ['126401', 'DCM', 'SUVlbm'],
])('%s (%s) under the meaning %s is at odds', (value, scheme, meaning) => {
  const problem = meaningProblem(code(value, scheme, meaning));
  expect(problem?.code).toBe('code-meaning-at-odds');
  expect(problem?.detail).toContain(value);
  expect(problem?.detail).not.toContain(meaning);
});

test.each([
  ['G-D705', 'SRT', 'VOLUME'],
  ['G-D705', 'SRT', 'Volumen'],
  ['118565006', 'SCT', 'Tumor volume'],
  ['410668003', 'SCT', 'Länge'],
  ['118565006', 'SCT', '体積'],
  ['56851009', 'SCT', 'Max'],
  ['386136009', 'SCT', 'SD'],
  ['386136009', 'SCT', 'Std. Dev.'],
  ['C2347976', 'UMLS', 'RMS'],
  ['113041', 'DCM', 'ADC'],
  ['131187009', 'SCT', 'Long axis'],
  ['103340004', 'SCT', 'short-axis diameter'],
  ['M-01000', 'SRT', 'Morphologically Altered Structure'],
  ['T-C5300', 'SRT', 'pharyngeal tonsil (adenoid)'],
  ['T-28000', 'SRT', 'Pulmones'],
  ['T-D2500', 'SRT', 'Hip joint'],
  ['7771000', 'SCT', 'links'],
  ['126030', 'DCM', 'Sum of segmented voxel volumes'],
  ['118565006', 'SCT', ''],
  ['zzz015', '99NCIAIM', 'Calculation Result'],
  ['1234', '99LOCAL', 'Volume'],
])('%s (%s) under the meaning %s is not', (value, scheme, meaning) => {
  expect(meaningProblem(code(value, scheme, meaning))).toBeUndefined();
});

test('no meaning of the tables is at odds with its own code', () => {
  for (const [rt, ct, meanings] of ROWS) {
    for (const meaning of meanings.split('|')) {
      expect(meaningProblem(code(rt, 'SRT', meaning)), `${rt} ${meaning}`).toBeUndefined();
      expect(meaningProblem(code(ct, 'SCT', meaning)), `${ct} ${meaning}`).toBeUndefined();
    }
  }
});

test('every identifier stands once, in its form, and enough of them', () => {
  const identifiers = ROWS.map(([rt]) => rt);
  expect(new Set(identifiers).size).toBe(identifiers.length);
  expect(identifiers.length).toBeGreaterThan(380);
  for (const [rt, ct] of ROWS) {
    expect(rt).toMatch(/^[A-Z]-[0-9A-F]{4,5}$/);
    expect(ct).toMatch(/^\d{6,18}$/);
    expect(hasCheckDigit(ct), ct).toBe(true);
  }
});

/** SNOMED CT identifiers end in a Verhoeff check digit: a typing error in the table shows. */
function hasCheckDigit(identifier: string): boolean {
  const step = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];
  let check = 0;
  [...identifier].reverse().forEach((character, position) => {
    let digit = Number(character);
    for (let turn = 0; turn < position % 8; turn++) digit = step[digit] ?? 0;
    check = dihedral(check, digit);
  });
  return check === 0;
}

function dihedral(a: number, b: number): number {
  if (a < 5) return b < 5 ? (a + b) % 5 : ((a + b - 5) % 5) + 5;
  return b < 5 ? ((a - 5 - b + 5) % 5) + 5 : (a - b + 5) % 5;
}
