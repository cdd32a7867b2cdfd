import { readFileSync } from 'node:fs';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { identitySections } from '../../../../../src/report/page/sections/identity/identity-sections.js';
import { due, patient, side, visit } from '../../../assign-id-sample.js';
import { expectPointersToHold, said, source } from '../delivery/sample.js';

const SUMMARY = { filesIn: 9, filesOut: 0, passedOn: 4, notAssigned: 2, refused: 1, skipped: 2 };

function assigned(parts: Record<string, unknown> = {}) {
  return source({
    ...{ command: 'assign-id', summary: SUMMARY, assignments: [], visits: [], missedVisits: [] },
    crosswalk: { seq: 412, mac: 'ab12', salt: 'c2FsdA==' },
    ...parts,
  });
}

async function html(from: ReturnType<typeof source>): Promise<string> {
  const sections = await identitySections(from);
  expect(new Set(sections.map(({ chapter }) => chapter))).toEqual(new Set(['identity']));
  return sections.map(({ body }) => renderToString(body)).join('');
}

function example(name: string): Record<string, unknown> {
  const url = new URL(`../../../../../schemas/examples/report-assign-id/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(url, 'utf8'));
}

describe('who is who', () => {
  it('proves that no file was lost', async () => {
    expect(said(await html(assigned()))).toContain(
      '9 files in = 0 written + 4 passed on + 2 of patients without an ID + 1 refused + 2 skipped',
    );
    const wrong = assigned({ summary: { ...SUMMARY, skipped: 1 } });
    expect(said(await html(wrong))).toContain('It does not add up: 1 not accounted for.');
  });

  it('puts patients that need somebody first, and says why in words', async () => {
    const patients = [
      patient(),
      patient({ patient: 2, outcome: 'unassigned', subject: null, reasons: ['placeholder-id'] }),
      patient({ patient: 3, outcome: 'conflict', subject: null, reasons: ['identity-contradicted'] }),
    ];
    const text = await html(assigned({ patients }));
    const order = [...text.matchAll(/data-at="0\/patients\/(\d)\/patient"/g)].map(([, i]) => i);
    expect(order).toEqual(['2', '1', '0']);
    expect(said(text)).toContain('2 of 3 patients need a person.');
    expect(said(text)).toContain('the patient ID is known for somebody else');
    expect(text).toMatch(/<strong class="fault"><span data-at="0\/patients\/2\/outcome">conflict/);
    expect(text).toMatch(/<strong class="unsure"><span data-at="0\/patients\/1\/outcome">unassigned/);
  });

  it('sets the sides of a conflict beside each other, masked as the report has them', async () => {
    const sides = [side(), side({ from: 'crosswalk', subject: '01-0009-T' })];
    const row = { outcome: 'conflict', subject: null, attributes: ['PatientBirthDate'], sides } as const;
    const text = await html(assigned({ patients: [patient(row)] }));
    expect(said(text)).toContain('Birth date differs or is absent *** ***');
    expect(said(text)).toContain('Name *** ***');
    expect(said(text)).toContain('01-0009-T');
    expect(said(text)).toContain('Three asterisks stand for a value that identifies');
  });

  it('shows an outcome that it does not know as something that asks for a person', async () => {
    const patients = [{ ...patient(), outcome: 'something-new', reasons: ['new-reason'] }];
    const text = await html(assigned({ patients }));
    expect(text).toContain('<strong class="unsure">');
    expect(text).toContain('new-reason');
  });
});

describe('visits', () => {
  it('come with what is amiss first: lacking series, days out of the window, doubled studies', async () => {
    const missingSeries = [{ modality: 'PT', names: ['FDG'], expected: 2, found: 1 }];
    const visits = [
      visit(),
      visit({ timing: 'unscheduled', visit: null, offsetDays: null }),
      visit({ missingSeries, duplicates: ['1.2.9'] }),
      visit({ timing: 'late', offsetDays: 40 }),
    ];
    const text = await html(assigned({ visits }));
    const order = [...text.matchAll(/data-at="0\/visits\/(\d)\/timing"/g)].map(([, i]) => i);
    expect(order).toEqual(['3', '2', '1', '0']);
    expect(said(text)).toContain('PT 1 of 2 FDG');
    expect(said(text)).toContain('same visit 1.2.9');
    expect(text).toContain('title="the baseline is not known"');
  });

  it('say who stated them and why', async () => {
    const stated = visit({ isStated: true, timing: 'late', reason: 'scanner repaired' });
    expect(said(await html(assigned({ visits: [stated] })))).toContain(
      'late , stated by the operator: scanner repaired',
    );
  });

  it('that were missed without a reason stand out', async () => {
    const missed = { subject: '01-0007-K', site: '01', visit: 'V1' };
    const missedVisits = [
      { ...missed, reason: 'holiday' },
      { ...missed, visit: 'V2', reason: null },
    ];
    const text = await html(assigned({ missedVisits }));
    expect(said(text)).toMatch(/V2 no reason is recorded .*V1 holiday/);
  });

  it('that are due come overdue first, by the day they close, and without empty tables of a delivery', async () => {
    const list = [due({ state: 'due' }), due({ closes: '2026-03-09' }), due({ closes: '2026-03-07' })];
    const text = await html(assigned({ due: list, patients: [], config: { due: '2026-03-01' } }));
    const order = [...text.matchAll(/data-at="0\/due\/(\d)\/state"/g)].map(([, i]) => i);
    expect(order).toEqual(['2', '1', '0']);
    expect(said(text)).toContain('On 2026-03-01');
    expect(said(text)).not.toContain('files in');
  });
});

describe('what was written', () => {
  it('adds up to the DICOM files that came in', async () => {
    const copies = { written: 4, refused: 1, notAssigned: 2 };
    const right = await html(assigned({ copies }));
    expect(said(right)).toContain('7 DICOM files in = 4 written + 1 refused + 2 not assigned');
    expect(said(await html(assigned({ copies: { ...copies, written: 3 } })))).toContain(
      'It does not add up: 1 not accounted for.',
    );
  });

  it('is held to the report in every value', async () => {
    for (const name of ['valid-conflict', 'valid-blinded', 'valid-due', 'valid-identified']) {
      const from = source(example(name));
      expectPointersToHold(await html(from), from);
    }
  });

  it('names blinded readings without subject or visit', async () => {
    const text = await html(assigned({ readings: [{ readingId: 'R-0412', files: 3 }] }));
    expect(said(text)).toContain('R-0412 3');
    expect(said(text)).toContain('Not for readers');
  });

  it('ends with the anchor of the crosswalk', async () => {
    const text = said(await html(assigned()));
    expect(text).toContain('last audit record 412 its seal ab12 which crosswalk c2FsdA==');
  });
});
