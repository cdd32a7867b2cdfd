import { describe, expect, it } from 'vitest';
import type { PageSource } from '../../../../../src/report/page/page-source.js';
import { deidSections } from '../../../../../src/report/page/sections/deid/deid-sections.js';
import { rendered } from '../../page-sample.js';
import { deidSource, quarantinedOf, reviewOf } from './deid-sample.js';

async function shown(source: PageSource): Promise<{ html: string; text: string; title: string }> {
  const [section] = await deidSections(source);
  if (!section) throw new Error('no section');
  expect(section.chapter).toBe('deid');
  return { ...rendered(section.body), title: section.title };
}

const VERIFICATION = { values: 3, uids: 5, files: 9, searches: 72, places: ['preamble', 'file name'] };

describe('deidSections', () => {
  it('proves that nothing was lost, and leads each part back to the report', async () => {
    const { html, text } = await shown(deidSource({}));
    expect(text).toMatch(/10 files in = 9 released \+ 1 quarantined/);
    expect(text).toContain('It adds up');
    expect(html).toContain('data-at="0/summary/filesOut"');
  });

  it('raises an alarm when the parts do not make the whole', async () => {
    const source = deidSource({});
    const summary = { ...source.report.summary, quarantined: 0 };
    const { text } = await shown({ ...source, report: { ...source.report, summary } });
    expect(text).toContain('It does not add up: 1 not accounted for.');
  });

  it('counts parts of another mode too, where there are any', async () => {
    const source = deidSource({});
    const summary = { ...source.report.summary, filesIn: 13, suspect: 3 };
    const { text } = await shown({ ...source, report: { ...source.report, summary } });
    expect(text).toContain('3 something found');
    expect(text).toContain('It adds up');
  });

  it('tells the mode by the sections where the configuration does not', async () => {
    const titles = [{ verified: [] }, { review: [] }, {}].map(
      async (sections) => (await shown(deidSource(sections, { config: {} }))).title,
    );
    expect(await Promise.all(titles)).toEqual([
      'Search of a folder for what identifies',
      'Dry run: what would be released',
      'What was released',
    ]);
  });

  it('says in words what the profile chose, and what it did not', async () => {
    const profile = { name: 'trial', sha256: 'ab', options: ['cleanDescriptors', 'ownOption'] };
    const config = { mode: 'release', profile, keyFingerprint: 'f00d', identity: 'pseudonyms' };
    const { text, html } = await shown(deidSource({}, { config }));
    expect(text).toContain('cleanDescriptors: descriptions and comments stay, cleaned');
    expect(text).toContain('ownOption');
    expect(text).toContain('dates are removed or emptied');
    expect(text).toContain('all private elements are removed');
    expect(text).toContain('whoever holds that key can try record numbers');
    expect(html).toMatch(/<code data-at="0\/config\/keyFingerprint">f00d</);
  });

  it('adds actions up over series, and shows nothing where a series has none', async () => {
    const one = { subject: 'S-01', studyUID: '2.25.7', modality: 'MR', files: 4 };
    const { html, text } = await shown(
      deidSource({
        series: [
          { ...one, seriesUID: '2.25.8', actions: { keep: 40, remove: 8 } },
          { ...one, seriesUID: '2.25.9', actions: { keep: 2 } },
        ],
      }),
    );
    expect(html).toMatch(/<data value="42" data-count="attributes of all series: keep">/);
    expect(html).toMatch(/<data value="8" data-count="attributes of all series: remove">/);
    expect(html).toContain('data-at="0/series/1/actions/keep"');
    expect(html).not.toContain('data-at="0/series/1/actions/remove"');
    expect(html).toContain('title="no attribute of the series"');
    expect(text).toContain('The attribute is gone');
  });

  it('tells what outputs were searched for, and raises an alarm when some were not', async () => {
    const { text } = await shown(deidSource({ verification: VERIFICATION }));
    expect(text).toContain('for 3 identifying values and 5 UIDs');
    expect(text).toContain('preamble file name');
    expect(text).not.toContain('were not searched');
    const less = await shown(deidSource({ verification: { ...VERIFICATION, files: 7 } }));
    expect(less.text).toContain('2 released files were not searched');
  });

  it('does not take a dry run for a search', async () => {
    const { text } = await shown(deidSource({ review: [reviewOf()] }, { mode: 'dry-run' }));
    expect(text).toContain('Nothing was searched: a dry run writes no output');
  });

  it('puts patients that need a person first, and counts files that are of nobody', async () => {
    const one = { studies: 1, released: 4, quarantined: 0, files: 4, reasons: [] };
    const { html, text } = await shown(
      deidSource({
        patients: [
          { ...one, patient: 1, subject: 'S-01', outcome: 'released' },
          { ...one, patient: 2, subject: null, outcome: 'quarantined', reasons: ['no-patient-id'] },
        ],
        quarantine: [quarantinedOf()],
      }),
    );
    expect(html.indexOf('0/patients/1/patient')).toBeLessThan(html.indexOf('0/patients/0/patient'));
    expect(html).toContain('title="nobody could say which subject this is"');
    expect(text).toContain('2 more files are of no patient');
  });
});
