import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkCharacter } from '../../../src/identity/schemes/check-character.js';
import { parseSubjectList } from '../../../src/identity/trial/subject-list.js';
import { SubjectListError } from '../../../src/identity/trial/subject-list-error.js';
import type { Trial } from '../../../src/identity/trial/trial.js';
import { LIST_TRIAL, TRIAL } from './trials.js';

const CHECKED: Trial = { ...LIST_TRIAL, subjectIds: { list: 'a.csv', check: 'iso7064-mod37-2' } };

function errorOf(text: string, trial: Trial = LIST_TRIAL): SubjectListError {
  try {
    parseSubjectList(text, trial);
  } catch (error) {
    expect(error).toBeInstanceOf(SubjectListError);
    return error as SubjectListError;
  }
  throw new Error('the list was taken');
}

const told = (text: string, trial: Trial = LIST_TRIAL): string[] =>
  errorOf(text, trial).problems.map((p) => `${p.line} ${p.code} ${p.column}: ${p.message}`);

describe('a subject list', () => {
  it('gives its entries in its order, empty cells left out', () => {
    const text = 'subject,site,patientId,issuer,visit\nA1,01,4711,HOSP,BL\nA2,,,,\nA3,07,4712,,\n';
    expect(parseSubjectList(text, LIST_TRIAL)).toEqual([
      { line: 2, subject: 'A1', site: '01', patientId: '4711', issuer: 'HOSP', visit: 'BL' },
      { line: 3, subject: 'A2' },
      { line: 4, subject: 'A3', site: '07', patientId: '4712' },
    ]);
  });

  it.each([
    ['columns in another order and case', 'SITE,Subject\n01,A1\n'],
    ['semicolons', 'site;subject\n01;A1\n'],
    ['a byte order mark and CRLF', '\uFEFFsite,subject\r\n01,A1\r\n'],
    ['a byte order mark before a quote', '\uFEFF"site","subject"\r\n"01","A1"\r\n'],
    ['line ends of old', 'site,subject\r01,A1\r'],
    ['no line end at its end', 'site,subject\n01,A1'],
    ['spaces around cells', ' site , subject \n 01 , A1 \n'],
  ])('may have %s', (_, text) => {
    expect(parseSubjectList(text, LIST_TRIAL)).toEqual([{ line: 2, subject: 'A1', site: '01' }]);
  });

  it('may have empty rows, which count as lines', () => {
    const text = 'subject;site\r\n\r\nA1;01\r\n;\r\n\r\nA2;07\r\n;\r\n';
    expect(parseSubjectList(text, LIST_TRIAL).map((entry) => entry.line)).toEqual([3, 6]);
  });

  it('may quote what holds a comma, and keeps leading zeros', () => {
    const text = 'subject,patientId\n007,"12,3"\n';
    expect(parseSubjectList(text, LIST_TRIAL)).toEqual([{ line: 2, subject: '007', patientId: '12,3' }]);
  });

  it('comes back from a file as it was written, whatever the IDs are', () => {
    const id = fc.stringMatching(/^[A-Za-z0-9,;"' é_-]{1,12}$/).map((text) => `x${text}x`);
    const ids = fc.uniqueArray(id, { minLength: 1, maxLength: 20, selector: (text) => text.toUpperCase() });
    fc.assert(
      fc.property(ids, fc.constantFrom(',', ';'), (subjects, delimiter) => {
        const text = stringify([['subject', 'site'], ...subjects.map((s) => [s, '01'])], {
          delimiter,
          bom: true,
        });
        expect(parseSubjectList(text, LIST_TRIAL).map((entry) => entry.subject)).toEqual(subjects);
      }),
    );
  });
});

describe('the columns of a subject list', () => {
  it.each([
    ['nothing', '', '1 missing-column : is empty; its first line names the columns'],
    ['empty lines', '\n\n', '1 missing-column : is empty; its first line names the columns'],
    [
      'no subject',
      'site\n01\n',
      "1 missing-column subject: the column 'subject' is missing; the first line names the columns: subject, site, patientId, issuer, visit",
    ],
    ['an unknown name', 'subject,colour\nA1,red\n', "1 unknown-column : unknown column 'colour'"],
    [
      'a misspelt name',
      'subject,patientid,vist\nA1,1,BL\n',
      "1 unknown-column : unknown column 'vist' (did you mean 'visit'?)",
    ],
    ['one misspelt subject', 'subjct\nA1\n', "1 unknown-column : unknown column 1 (did you mean 'subject'?)"],
    [
      'a name twice',
      'subject,Subject\nA1,A2\n',
      "1 unknown-column subject: the column 'subject' stands twice",
    ],
    ['no rows', 'subject,site\n', '1 bad-value : names columns, but no subject'],
  ])('are wrong with %s', (_, text, message) => {
    expect(told(text)).toEqual([message]);
  });

  it('are not repeated in messages where the line may be data', () => {
    const error = errorOf('A1,MRN-4711\nA2,MRN-4712\n');
    expect(error.problems.map((p) => p.message)).toContain('unknown column 2');
    expect(JSON.stringify(error.problems) + error.message).not.toContain('4711');
  });

  it('are as many in every row', () => {
    expect(told('subject,site\nA1\nA2,01,x\nA3,01\n')).toEqual([
      '2 bad-value : has 1 cells, but the first line names 2 columns',
      '3 bad-value : has 3 cells, but the first line names 2 columns',
    ]);
  });

  it.each([
    ['a quote that never closes', 'subject\nA1\n"A2\nA3\n'],
    ['a quote in a cell', 'subject\nA1\nA"2\n'],
    ['text behind a quote', 'subject\nA1\n"A2"x\n'],
  ])('cannot be told when there is %s', (_, text) => {
    const [problem] = errorOf(text).problems;
    expect(problem).toMatchObject({ code: 'not-csv' });
    expect(problem?.line).toBeGreaterThanOrEqual(3);
    expect(errorOf(text).cause).toBeInstanceOf(Error);
  });
});

describe('the cells of a subject list', () => {
  it.each([
    ['an empty subject', 'subject,site\n,01\n', "2 bad-value subject: 'subject' is empty"],
    [
      'a subject twice',
      'subject\nA1\nB1\nA1\n',
      "4 bad-value subject: 'subject' stands in line 2 already, case aside",
    ],
    [
      'a subject in another case',
      'subject\nA1\na1\n',
      "3 bad-value subject: 'subject' stands in line 2 already, case aside",
    ],
    ['an unknown site', 'subject,site\nA1,02\n', "2 bad-value site: 'site' is no site of the trial"],
    ['an unknown visit', 'subject,visit\nA1,bl\n', "2 bad-value visit: 'visit' is no visit of the trial"],
    [
      'an issuer of nothing',
      'subject,issuer\nA1,HOSP\n',
      "2 bad-value issuer: 'issuer' stands without a 'patientId'",
    ],
    [
      'a long subject',
      `subject\n${'A'.repeat(65)}\n`,
      "2 bad-value subject: 'subject' is longer than 64 characters",
    ],
    [
      'a backslash',
      'subject,patientId\nA1,a\\b\n',
      "2 bad-value patientId: 'patientId' holds a backslash, which separates values in DICOM",
    ],
    [
      'a control character',
      'subject\nA\u00011\n',
      "2 bad-value subject: 'subject' holds a control character",
    ],
    [
      'a phantom',
      'subject\nSQ-01-001\n',
      "2 bad-value subject: 'subject' is the scanner-qualification ID of a phantom",
    ],
  ])('cannot hold %s', (_, text, message) => {
    expect(told(text)).toEqual([message]);
  });

  it('cannot hold a reading ID', () => {
    const reading = `R00012${checkCharacter('iso7064-mod37-2', 'R00012')}`;
    expect(told(`subject\n${reading}\n`)).toEqual([
      "2 bad-value subject: 'subject' is a reading ID of blinded copies",
    ]);
  });

  it('name each patient once: ID and issuer, and an issuer that is not told is any', () => {
    const header = 'subject,site,patientId,issuer\n';
    const first = ["3 bad-value patientId: the patient of 'patientId' and 'issuer' stands in line 2 already"];
    expect(told(`${header}A1,,4711,H\nA2,,4711,H\n`)).toEqual(first);
    expect(told(`${header}A1,,4711,\nA2,,4711,H\n`)).toEqual(first);
    expect(told(`${header}A1,,4711,H\nA2,,4711,\n`)).toEqual(first);
    expect(told(`${header}A1,01,4711,\nA2,01,4711,\n`)).toEqual(first);
    // The issuer of site 07 is CITY.
    expect(told(`${header}A1,07,4711,\nA2,,4711,CITY\n`)).toEqual(first);
  });

  it('may give one number to patients of different issuers or sites', () => {
    const text =
      'subject,site,patientId,issuer\nA1,,4711,H\nA2,,4711,K\nA3,01,4711,\nA4,12,4711,\nA5,,4712,H\n';
    expect(parseSubjectList(text, LIST_TRIAL)).toHaveLength(5);
  });

  it('have their faults told all at once, by line, and 50 at most', () => {
    const text = `subject,site\n,01\nA1,02\nA1,01\n${',x\n'.repeat(60)}`;
    const problems = errorOf(text).problems;
    expect(problems).toHaveLength(50);
    expect(problems.map((p) => p.line)).toEqual(problems.map((p) => p.line).sort((a, b) => a - b));
    expect(problems.slice(0, 3).map((p) => p.message)).toEqual([
      "'subject' is empty",
      "'site' is no site of the trial",
      "'subject' stands in line 3 already, case aside",
    ]);
  });

  it('are never repeated in a message', () => {
    const text =
      'subject,site,patientId,issuer,visit\nSECRET,SECRET,SECRET\\,SECRET,SECRET\nSECRET,01,SECRET\\,,\n';
    const error = errorOf(text);
    expect(error.problems.length).toBeGreaterThan(4);
    expect(JSON.stringify(error.problems) + error.message).not.toContain('SECRET');
  });
});

describe('check characters of a list', () => {
  const good = (text: string): string => text + checkCharacter('iso7064-mod37-2', text);

  it('fit when the trial names their scheme', () => {
    const ids = [good('AB-001'), good('AB-002')];
    expect(parseSubjectList(`subject\n${ids.join('\n')}\n`, CHECKED)).toHaveLength(2);
    expect(told(`subject\n${ids[0]}\nAB-0021\n`, CHECKED)).toEqual([
      "3 bad-value subject: 'subject' has a check character that does not fit the rest: it is mistyped somewhere",
    ]);
  });

  it('are not looked at when it names none', () => {
    expect(parseSubjectList('subject\nAB-0021\n', LIST_TRIAL)).toHaveLength(1);
  });

  it('do not see separators, so that IDs differ in more than those', () => {
    const id = good('A112');
    const other = `${id.slice(0, 2)}-${id.slice(2)}`;
    expect(told(`subject\n${id}\n${other}\n`, CHECKED)).toEqual([
      "3 bad-value subject: 'subject' stands in line 2 already, case and separators aside",
    ]);
  });
});

describe('a list beside a pattern', () => {
  it.each([
    ['another form', '01-001-4,', "does not have the form of the trial's 'subjectIds.pattern'"],
    [
      'a wrong check character',
      '01-0001-5,',
      'has a check character that does not fit the rest: it is mistyped somewhere',
    ],
    ['an unknown site', '02-0001-9,', 'holds a site that is not of the trial'],
    ['the site of another', '01-0001-4,07', "is an ID of another site than 'site' says"],
  ])('holds no ID with %s', (_, row, fault) => {
    expect(told(`subject,site\n${row}\n`, TRIAL)).toEqual([`2 bad-value subject: 'subject' ${fault}`]);
  });

  it('holds the IDs that the pattern makes', () => {
    expect(parseSubjectList('subject,site\n01-0001-4,01\n', TRIAL)).toEqual([
      { line: 2, subject: '01-0001-4', site: '01' },
    ]);
  });
});
