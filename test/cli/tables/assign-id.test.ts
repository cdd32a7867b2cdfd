import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { renderTable } from '../../../src/cli/render-table.js';
import { assignIdTerminalTable } from '../../../src/cli/tables/assign-id.js';
import { REASON_TEXTS } from '../../../src/cli/tables/reason-texts.js';
import type { ReasonCode } from '../../../src/identity/person/decision.js';
import type { PatientReason } from '../../../src/report/assign-id-sections.js';
import { assignIdReport, due, exampleReport, patient, side, visit } from '../../report/assign-id-sample.js';

const tableOf = (sections: Record<string, unknown>) => assignIdTerminalTable(assignIdReport(sections));
const lastOf = (sections: Record<string, unknown>) => [...tableOf(sections).rows].map((row) => row.at(-1));

describe('the patients of an assign-id report on a terminal', () => {
  const outcomes = [
    'recalled',
    'unassigned',
    'phantom',
    'conflict',
    'listed',
    'withdrawn',
    'allocated',
  ] as const;
  const patients = outcomes.map((outcome, i) => patient({ patient: i + 1, outcome }));

  it('stand with those first that need somebody, and the title counts them', () => {
    const { columns, rows } = tableOf({ patients });
    expect([...rows].map((row) => row[0])).toEqual([4, 6, 2, 1, 3, 5, 7]);
    expect(columns.at(-1)?.title).toBe('3 of 7 patients need you');
    expect([...rows].every((row) => row.length === columns.length)).toBe(true);
  });

  it.each([
    [[patient()], '0 of 1 patient need you'],
    [[patient({ outcome: 'conflict' }), patient()], '1 of 2 patients needs you'],
    [[], '0 of 0 patients need you'],
  ])('are counted in words', (given, title) => {
    expect(tableOf({ patients: given }).columns.at(-1)?.title).toBe(title);
  });

  it('say in words why nothing was assigned, and what to look at', () => {
    const conflict = patient({
      ...{ outcome: 'conflict', subject: null, reasons: ['identity-contradicted'] },
      attributes: ['PatientBirthDate'],
    });
    expect(lastOf({ patients: [conflict] })).toEqual([
      'the record number is known for somebody else; look at PatientBirthDate',
    ]);
  });

  it('show both sides of a conflict: research IDs always, names where they may be seen', () => {
    const both = [side(), side({ from: 'crosswalk', subject: '01-0009-T' })];
    expect(lastOf({ patients: [patient({ sides: both })] }).slice(1)).toEqual(['crosswalk: 01-0009-T']);
    const named = side({ patientId: 'ZX-1', issuer: null, name: 'Quill^M', birthDate: '19671123' });
    expect(lastOf({ patients: [patient({ sides: [named] })] }).slice(1)).toEqual([
      'delivery: ZX-1, Quill^M, 19671123',
    ]);
  });

  it('show their visits, and what is odd about them', () => {
    const studies = ['1.2.3', '1.2.4', '1.2.5'];
    const missingSeries = [{ modality: 'PT', names: ['PET'], expected: 1, found: 0 }];
    const visits = [
      visit(),
      visit({ studyUID: '1.2.4', visit: 'V2', timing: 'late', duplicates: ['1.9'], missingSeries }),
      visit({ studyUID: '1.2.5', visit: null, timing: 'undetermined' }),
    ];
    const missedVisits = [
      { subject: '01-0007-K', site: '01', visit: 'V3', reason: null },
      { subject: '01-0007-K', site: '01', visit: 'V4', reason: 'scanner under repair' },
      { subject: '01-0099-Z', site: '01', visit: 'V9', reason: null },
    ];
    const [row] = [...tableOf({ patients: [patient({ studies })], visits, missedVisits }).rows];
    expect(row?.[4]).toBe('V1, V2 late, undetermined');
    expect(row?.[6]).toBe(
      'V2 is there twice; V2 lacks series: PT 0 of 1; a visit cannot be told: state it with --visit; ' +
        'V3 missed; V4 missed (scanner under repair)',
    );
  });

  it('are the due list where the report has one', () => {
    const { columns, rows } = tableOf({ patients, due: [due({ reason: 'on holiday' })] });
    expect(columns.map(({ title }) => title).slice(0, 4)).toEqual(['Site', 'Subject', 'Visit', 'State']);
    expect([...rows]).toEqual([
      ['01', '01-0007-K', 'V3', 'overdue', '2026-02-20', '2026-02-27', '2026-03-06', 'on holiday'],
    ]);
  });

  it('name nobody in a report that is not identified', () => {
    const text = renderTable(assignIdTerminalTable(exampleReport('report-assign-id', 'valid-conflict')), 160);
    expect(text).toContain('crosswalk: 01-0009-T');
    expect(text).not.toContain('***');
    expect(text.split('\n')[1]).toMatch(/^ +2 {2}conflict/);
  });
});

describe('the reasons in words', () => {
  const schema = JSON.parse(
    readFileSync(new URL('../../../schemas/report-assign-id.schema.json', import.meta.url), 'utf8'),
  );

  it('are those that the schema allows', () => {
    expect(Object.keys(REASON_TEXTS)).toEqual(schema.$defs.patient.properties.reasons.items.enum);
  });

  it('have a reason for every code of a comparison', () => {
    const decided = {
      'placeholder-id': true,
      'delivery-contradicts-itself': true,
      'identity-contradicted': true,
      'no-cross-check': true,
      'name-changed': true,
      'name-written-otherwise': true,
      'same-person-other-number': true,
      'linked-by-other-number': true,
      'record-merged': true,
      'several-candidates': true,
      'in-another-trial': true,
      'at-another-site': true,
      withdrawn: true,
    } satisfies Record<ReasonCode & PatientReason, true> & Record<ReasonCode, true>;
    expect(Object.keys(REASON_TEXTS)).toEqual(expect.arrayContaining(Object.keys(decided)));
  });

  it('are short, plain and each its own', () => {
    const texts = Object.values(REASON_TEXTS);
    expect(new Set(texts).size).toBe(texts.length);
    expect(texts.filter((text) => text.length > 75 || /[.A-Z]$/.test(text.replace('ID', '')))).toEqual([]);
  });
});
