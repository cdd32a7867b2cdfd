import { describe, expect, it } from 'vitest';
import {
  type ListedStudy,
  type ReceivedStudy,
  reconcile,
} from '../../../src/pipeline/reconcile/reconcile.js';

/** A list without a site: lines from 2. */
function list(...lines: readonly Partial<ListedStudy>[]): ListedStudy[] {
  const nothing = {
    site: undefined,
    visit: undefined,
    day: undefined,
    modality: undefined,
    series: undefined,
  };
  return lines.map((said, i) => ({ ...nothing, line: i + 2, subject: 'S1', ...said }));
}

const came = (study: Partial<ReceivedStudy> = {}): ReceivedStudy => ({
  ...{ site: '01', subject: 'S1', visit: 'BL', day: 100, seriesByModality: { MR: 5 } },
  ...study,
});

/** Each difference on a line: what the list says, and what came. */
const differences = (listed: readonly ListedStudy[], received: readonly ReceivedStudy[]): string[] =>
  reconcile(listed, received).map(({ line, kind, subject, visit, modality, listed: said, received: is }) =>
    [line, kind, subject, visit, modality, said, is].map((cell) => cell ?? '-').join(' | '),
  );

const BL = { visit: 'BL', day: 100 };

describe('reconcile', () => {
  it('finds no difference where the list says what came, in full or in part', () => {
    const full = { ...BL, site: '01', modality: 'MR', series: 5 };
    expect(differences(list(full), [came()])).toEqual([]);
    for (const key of ['site', 'visit', 'day', 'modality', 'series'])
      expect(differences(list({ ...full, [key]: undefined }), [came()])).toEqual([]);
    expect(differences(list({}), [came()])).toEqual([]);
    expect(differences([], [])).toEqual([]);
  });

  it('tells what did not come, and what came without standing in the list, which comes last', () => {
    const other = came({ subject: 'S2', visit: null, seriesByModality: { PT: 1, CT: 2, SR: 0 } });
    const listed = list({ visit: 'M3' }, BL, { subject: 'S3', modality: 'CT', series: 2 });
    expect(differences(listed, [other, came()])).toEqual([
      '2 | not-received | S1 | M3 | - | - | -',
      '4 | not-received | S3 | - | CT | - | -',
      '- | not-listed | S2 | - | - | - | 1 PT, 2 CT',
    ]);
  });

  it('takes a phantom like a subject', () => {
    const phantom = came({ subject: 'SQ-01-001', visit: null });
    expect(differences(list({ subject: 'SQ-01-001', day: 100 }), [phantom])).toEqual([]);
  });

  it('tells another date by days, and no date', () => {
    expect(differences(list({ ...BL, day: 97 }), [came()])).toEqual([
      '2 | other-date | S1 | BL | - | - | +3 days',
    ]);
    expect(differences(list({ ...BL, day: 101 }), [came()])).toEqual([
      '2 | other-date | S1 | BL | - | - | -1 day',
    ]);
    expect(differences(list({ ...BL, day: 99 }), [came()])).toEqual([
      '2 | other-date | S1 | BL | - | - | +1 day',
    ]);
  });

  it('takes the nearest day where several studies of the visit are of other days', () => {
    const studies = [came({ day: 90 }), came({ day: 104 })];
    expect(differences(list({ ...BL, day: 100 }), studies)).toEqual([
      '2 | other-date | S1 | BL | - | - | +4 days',
      '- | not-listed | S1 | BL | - | - | 5 MR',
    ]);
  });

  it('does not take a study of another day where no visit is said', () => {
    expect(differences(list({ day: 99 }), [came()])).toEqual([
      '2 | not-received | S1 | - | - | - | -',
      '- | not-listed | S1 | BL | - | - | 5 MR',
    ]);
  });

  it('tells another visit of the same day', () => {
    const known = came({ subject: 'S2', visit: 'M3', day: 9 });
    const listed = list({ ...BL, visit: 'M3' }, { subject: 'S2', visit: 'M3' });
    expect(differences(listed, [came(), known])).toEqual(['2 | other-visit | S1 | M3 | - | M3 | BL']);
    expect(differences(list(BL), [came({ visit: null })])).toEqual([
      '2 | other-visit | S1 | BL | - | - | unscheduled',
    ]);
    // A visit without a day says nothing of a study of another visit.
    expect(differences(list({ visit: 'M3' }), [came()])).toHaveLength(2);
  });

  it('tells another site, and what the list has in its place only where something came of it', () => {
    const other = came({ subject: 'S2', site: '07' });
    const second = { subject: 'S2' };
    expect(differences(list({ ...BL, site: '07' }, second), [came(), other])).toEqual([
      '2 | other-site | S1 | BL | - | 07 | 01',
    ]);
    expect(differences(list({ ...BL, site: 'Erika' }), [came()])).toEqual([
      '2 | other-site | S1 | BL | - | - | 01',
    ]);
    expect(JSON.stringify(reconcile(list({ ...BL, visit: 'Erika' }), [came()])[0]?.listed)).toBe('null');
  });

  it('tells another number of series, of a modality or of all', () => {
    const study = came({ seriesByModality: { PT: 2, CT: 3 } });
    expect(differences(list({ ...BL, series: 5 }), [study])).toEqual([]);
    expect(differences(list({ ...BL, series: 4 }), [study])).toEqual([
      '2 | other-count | S1 | BL | - | 4 | 5',
    ]);
    const lines = list({ ...BL, modality: 'PT', series: 2 }, { ...BL, modality: 'CT', series: 4 });
    expect(differences(lines, [study])).toEqual(['3 | other-count | S1 | BL | CT | 4 | 3']);
  });

  it('tells another modality, and the ones that came in its place not once more', () => {
    const study = came({ seriesByModality: { CT: 3, PT: 1 } });
    expect(differences(list({ ...BL, modality: 'MR', series: 4 }), [study])).toEqual([
      '2 | other-modality | S1 | BL | MR | MR | CT, PT',
    ]);
    expect(differences(list({ ...BL, modality: 'CT' }, { ...BL, modality: 'MR' }), [study])).toEqual([
      '3 | other-modality | S1 | BL | MR | MR | PT',
    ]);
    const lines = list({ ...BL, modality: 'CT' }, { ...BL, modality: 'PT' }, { ...BL, modality: 'MR' });
    expect(differences(lines, [study])).toEqual(['4 | not-received | S1 | BL | MR | - | -']);
  });

  it('tells a modality of a listed study of which no line speaks, where lines name modalities', () => {
    const study = came({ seriesByModality: { SR: 1, MR: 5, CT: 0, PT: 2 } });
    expect(differences(list({ ...BL, modality: 'MR' }), [study])).toEqual([
      '- | not-listed | S1 | BL | PT | - | 2',
      '- | not-listed | S1 | BL | SR | - | 1',
    ]);
    expect(differences(list(BL), [study])).toEqual([]);
    expect(differences(list({ ...BL, modality: 'MR' }, BL), [study])).toEqual([]);
  });

  it('tells what several modalities have in common once, and what is their own each', () => {
    const study = came({ seriesByModality: { PT: 2, CT: 3 } });
    const said = { visit: 'BL', day: 98, site: '07' };
    const lines = list({ ...said, modality: 'CT', series: 3 }, { ...said, modality: 'PT', series: 1 });
    expect(differences(lines, [study])).toEqual([
      '2 | other-date | S1 | BL | - | - | +2 days',
      '2 | other-site | S1 | BL | - | - | 01',
      '3 | other-count | S1 | BL | PT | 1 | 2',
    ]);
    const apart = list({ ...said, modality: 'CT' }, { ...said, day: 97, modality: 'PT' });
    expect(differences(apart, [study]).filter((row) => row.includes('other-date'))).toHaveLength(2);
  });

  it('tells all that differs in one study', () => {
    const lines = list({ visit: 'BL', day: 90, site: '07', modality: 'MR' });
    expect(differences(lines, [came({ seriesByModality: { CT: 1 } })])).toEqual([
      '2 | other-date | S1 | BL | - | - | +10 days',
      '2 | other-site | S1 | BL | - | - | 01',
      '2 | other-modality | S1 | BL | MR | MR | CT',
    ]);
  });
});

describe('a visit on two days', () => {
  const first = came({ day: 100, seriesByModality: { MR: 3 } });
  const second = came({ day: 102, seriesByModality: { MR: 2 } });

  it('is matched by its days, in whatever order', () => {
    const lines = list({ visit: 'BL', day: 102, series: 2 }, { visit: 'BL', day: 100, series: 3 });
    expect(differences(lines, [first, second])).toEqual([]);
    expect(differences(lines, [second, first])).toEqual([]);
  });

  it('is one line where its series together are as many as that says', () => {
    expect(differences(list({ visit: 'BL', modality: 'MR', series: 5 }), [first, second])).toEqual([]);
    expect(differences(list({ visit: 'BL', series: 5 }), [first, second])).toEqual([]);
  });

  it('is one line that differs in its site once', () => {
    const lines = list({ visit: 'BL', series: 5, site: '07' });
    expect(differences(lines, [first, second])).toEqual(['2 | other-site | S1 | BL | - | - | 01']);
  });

  it('is told where one line says nothing, or one of them, or too many', () => {
    expect(differences(list({ visit: 'BL' }), [second, first])).toEqual([
      '- | not-listed | S1 | BL | - | - | 2 MR',
    ]);
    expect(differences(list({ visit: 'BL', series: 2 }), [first, second])).toEqual([
      '- | not-listed | S1 | BL | - | - | 3 MR',
    ]);
    expect(differences(list({ visit: 'BL', series: 6 }), [first, second])).toEqual([
      '2 | other-count | S1 | BL | - | 6 | 3',
      '- | not-listed | S1 | BL | - | - | 2 MR',
    ]);
  });

  it('is two lines where each has a modality of its own, with days or without', () => {
    const other = came({ day: 102, seriesByModality: { PT: 1 } });
    expect(
      differences(list({ visit: 'BL', modality: 'PT' }, { visit: 'BL', modality: 'MR' }), [first, other]),
    ).toEqual([]);
  });

  it('does not take a dated study from its own line', () => {
    const lines = list({ visit: 'BL', modality: 'MR' }, { visit: 'BL', day: 100, modality: 'MR' });
    expect(differences(lines, [first, second])).toEqual([]);
    expect(differences(lines, [first])).toEqual(['2 | not-received | S1 | BL | MR | - | -']);
  });

  it('is not one study that is listed twice', () => {
    expect(differences(list({ visit: 'BL' }, { visit: 'BL', day: 100 }), [first])).toEqual([
      '2 | not-received | S1 | BL | - | - | -',
    ]);
  });
});

describe('lines of other visits and days', () => {
  const study = came({ seriesByModality: { MR: 5 } });

  it('do not speak of a study whose whole is another line, in whatever order', () => {
    const lines = list({ visit: 'BL' }, { day: 100, modality: 'MR' });
    expect(differences(lines, [study])).toEqual(['3 | not-received | S1 | - | MR | - | -']);
    expect(differences(list({ day: 100, modality: 'MR' }, { visit: 'BL' }), [study])).toEqual([
      '3 | not-received | S1 | BL | - | - | -',
    ]);
    expect(differences(list({ visit: 'BL' }, { ...BL, modality: 'CT' }), [study])).toEqual([
      '3 | not-received | S1 | BL | CT | - | -',
    ]);
  });

  it('do not take what is left of a study of another day and another modality', () => {
    const both = came({ seriesByModality: { PT: 1, CT: 2 } });
    const lines = list({ ...BL, modality: 'PT' }, { visit: 'BL', day: 98, modality: 'MR' });
    expect(differences(lines, [both])).toEqual([
      '3 | not-received | S1 | BL | MR | - | -',
      '- | not-listed | S1 | BL | CT | - | 2',
    ]);
  });

  it('do not add up studies of other days', () => {
    const studies = [came({ seriesByModality: { MR: 3 } }), came({ day: 102, seriesByModality: { MR: 2 } })];
    expect(differences(list({ visit: 'BL', day: 90, series: 5 }), studies)).toEqual([
      '2 | other-date | S1 | BL | - | - | +10 days',
      '2 | other-count | S1 | BL | - | 5 | 3',
      '- | not-listed | S1 | BL | - | - | 2 MR',
    ]);
  });
});

describe('what differs in case or blanks', () => {
  it('is another subject, and told how it is written', () => {
    expect(differences(list({ ...BL, subject: 's 1' }), [came()])).toEqual([
      '2 | not-received | s 1 | BL | - | - | as S1',
      '- | not-listed | S1 | BL | - | as s 1 | 5 MR',
    ]);
  });

  it('is another visit, with a day or without', () => {
    expect(differences(list({ visit: 'b l' }), [came()])).toEqual([
      '2 | other-visit | S1 | b l | - | b l | BL',
    ]);
    expect(differences(list({ visit: 'bl', day: 99 }), [came()])).toEqual([
      '2 | other-visit | S1 | bl | - | bl | BL',
      '2 | other-date | S1 | bl | - | - | +1 day',
    ]);
  });

  it('is another site', () => {
    const listed = list({ site: 'mainz' });
    expect(differences(listed, [came({ site: 'Mainz' })])).toEqual([
      '2 | other-site | S1 | - | - | mainz | Mainz',
    ]);
  });
});
