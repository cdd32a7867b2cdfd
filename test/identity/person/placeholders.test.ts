import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PEOPLE } from '../../../fixtures/identity/people.js';
import { SITE_ANONYMISED } from '../../../fixtures/identity/site-anonymised.js';
import { isPlaceholder, isPlaceholderName } from '../../../src/identity/person/placeholders.js';

const { truth } = await SITE_ANONYMISED.make();
const anonymised = truth.studies as { patientId: string; patientName: string }[];

describe('a record number is a placeholder', () => {
  it.each([
    ...['', ' ', '\0', '^', '-', '----', '****', '***', '?', '???', '.', 'N/A', 'n.a.', 'NA', '#', '(none)'],
    ...[
      '0',
      '00',
      '000',
      '0000000000',
      '0-0',
      '000-00-0000',
      '0.0',
      '999999',
      '1111',
      'XXXX',
      'x',
      'XX-XX',
      'zzzz',
    ],
    ...[
      '1234',
      '12345',
      '123456',
      '123-45-6789',
      '1234567890',
      '0123456789',
      '987654321',
      '654321',
      'ABC123',
    ],
    ...[
      'ANON',
      'anon',
      'ANON^ANON',
      'Anonymous',
      'ANONYMOUS^',
      'ANONYMIZED',
      'Anonymised',
      'Anonymized1',
      'anon 0',
    ],
    ...['ANON0', 'ANON000', 'UNKNOWN', 'Unknown Patient', 'unknown^male', 'NONE', 'NULL', 'nil', 'undefined'],
    ...[
      'NOID',
      'NO ID',
      'NO_ID',
      'no-id',
      'NoPatientID',
      'No Patient ID',
      'NAME^NONE',
      'PATIENT',
      'PatientID',
      'ID',
    ],
    ...[
      'Patient Name',
      'PATIENT0',
      'TEST',
      'test1',
      'Test^Patient',
      'TESTPATIENT',
      'DEIDENTIFIED',
      'De-Identified',
    ],
    ...[
      'REMOVED',
      'Removed by CTP',
      'REDACTED',
      'default',
      'dummy',
      '１２３４５６',
      'ＡＮＯＮ',
      'anonymisé',
      'Unbekannt',
    ],
    ...['匿名', '不明', 'Аноним', '익명', '527408-000000', 'SITE_0000', 'Anonymous Patient 000'],
  ])('%j', (id) => {
    expect(isPlaceholder(id)).toBe(true);
  });

  it('whatever its case, padding and punctuation', () => {
    const base = fc.constantFrom('ANON', 'ANONYMOUS', 'UNKNOWN', 'NOID', '0000', 'REMOVED', 'N A', '123456');
    const mark = fc.constantFrom('', ' ', '^', '-', '*', '_', '\0', '  ', '<', '>');
    fc.assert(
      fc.property(base, mark, mark, fc.boolean(), (id, before, after, isLower) => {
        expect(isPlaceholder(`${before}${isLower ? id.toLowerCase() : id}${after}`)).toBe(true);
      }),
    );
  });

  it('in every study of sites that anonymised', () => {
    expect(anonymised).toHaveLength(4);
    for (const { patientId, patientName } of anonymised) {
      expect(isPlaceholder(patientId)).toBe(true);
      expect(isPlaceholderName(patientName)).toBe(true);
    }
  });
});

describe('a record number is a number or a pseudonym', () => {
  it.each([
    ...Object.values(PEOPLE).map(({ id }) => id),
    ...[
      '1',
      '7',
      '42',
      '007',
      '123',
      '4321',
      '1235',
      '23456',
      '77',
      '1112',
      '100000',
      'STS_001',
      'ZX-4471902',
    ],
    ...[
      'ANON0012',
      'ANON-17',
      'Anonymous_20240117',
      'PATIENT7',
      'Patient 12',
      'SUBJ-004',
      'TEST0042',
      'QIN-01-0001',
    ],
    ...[
      '527408-000017',
      '10-000',
      'A000',
      'TESTA-114',
      'NONAME77',
      'ID00001',
      'NOLAN01',
      'XA12',
      'P',
      'anonaki',
    ],
    ...['3f1c9a52-7c1e-4a55-9b1b-0a8f3f1c9a52', '1.3.6.1.4.1.9328.50.1.0022', '患者123'],
  ])('%j', (id) => {
    expect(isPlaceholder(id)).toBe(false);
  });

  it('where its digits are as good as random', () => {
    const digits = fc.integer({ min: 1_000_000, max: 9_999_999 }).map(String);
    const typed = new Set([...'123456789'].map((digit) => digit.repeat(7)));
    for (const run of ['1234567', '9876543', '8765432', '7654321', '6543210']) typed.add(run);
    fc.assert(
      fc.property(digits, (id) => {
        expect(isPlaceholder(id)).toBe(typed.has(id));
      }),
    );
    for (const id of typed) expect(isPlaceholder(id)).toBe(true);
  });
});

describe('a name is a placeholder', () => {
  it.each([
    ...[
      '',
      '^',
      '^^^^',
      '==',
      'Anonymous',
      'ANON^ANON',
      'anonymous^patient',
      'Anonymized12',
      'Anonymized^1',
      'Patient 7',
    ],
    ...[
      'Unknown',
      'UNKNOWN^MALE',
      'Test^Patient',
      'NAME^NONE',
      'REMOVED',
      '***',
      'XXXX^XXXX',
      'Lastname^Firstname',
    ],
    ...['Doe^John', 'DOE^JANE', 'John Doe', 'Citizen^Jan', 'Mustermann^Max', 'Doe^Baby'],
    ...['匿名', 'Anonymous=匿名=', 'Last Name^First Name', 'No Name', '0', '000^000'],
  ])('%j', (own) => {
    expect(isPlaceholderName(own)).toBe(true);
  });

  it.each([
    ...Object.values(PEOPLE)
      .filter(({ id }) => id !== PEOPLE.phantom.id)
      .map(({ name }) => name),
    ...[
      'Null^Jennifer',
      'Test^Maria',
      'Na^Young',
      'Case^Emily',
      'Doe^Peter',
      'Male^Arturo',
      'Name^Olga',
      'An^Bo',
    ],
    ...['Anonymous=王^小東', 'STS_001', 'Patience^Grace', 'Nilsson^Bo', 'None^Pietro'],
  ])('and %j is not', (own) => {
    expect(isPlaceholderName(own)).toBe(false);
  });
});
