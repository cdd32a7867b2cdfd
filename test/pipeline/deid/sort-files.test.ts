import { describe, expect, it } from 'vitest';
import { decideWho } from '../../../src/pipeline/deid/decide-who.js';
import { sortFiles } from '../../../src/pipeline/deid/sort-files.js';
import { image, PROJECT_KEY, profileOf, scanned, uidOf } from './delivery.js';

type Files = Parameters<typeof scanned>[0];

async function sorted(files: Files) {
  const { found, inputs } = await scanned(files);
  const who = decideWho(found.instances, {
    profile: profileOf(),
    projectKey: PROJECT_KEY,
    assignments: undefined,
  });
  const made = sortFiles({ found, inputs, who, uidOf: (uid, subject) => `${uid}.${subject}` });
  const path = (file: number): string => String(found.files.path(file));
  return {
    ...made,
    who,
    found,
    released: made.files.map(({ path: own }) => String(own)),
    refusals: Object.fromEntries(made.refused.map(({ path: own, code }) => [String(own), code])),
    left: made.skipped.map(path),
  };
}

describe('the files of a delivery', () => {
  it('are released under names made of nothing but new UIDs and the subject', async () => {
    const { files, who } = await sorted({ 'Zwetschgenbaum/QV-8812003.dcm': image('a') });
    const subject = who.subjects[0]?.id;
    expect(files[0]?.name).toBe(
      `${subject}/${uidOf('study')}.0/${uidOf('series')}.0/${uidOf('instance a')}.0.dcm`,
    );
    expect(files[0]).toMatchObject({
      patientID: 'QV-8812003',
      studyUID: uidOf('study'),
      work: { subject: 0 },
    });
  });

  it('are each released, quarantined or left out, once', async () => {
    const { released, refusals, left, found } = await sorted({
      a: image('a'),
      'autorun.inf': 'x',
      cut: image('cut').subarray(0, 300),
      empty: '',
      short: image('short', { Rows: 64 }),
      none: image('none', { PixelData: undefined }),
    });
    expect(released).toEqual(['a']);
    expect(left).toContain('autorun.inf');
    expect(refusals).toMatchObject({ short: 'pixel-data-short', none: 'pixel-data-absent' });
    expect(Object.keys(refusals)).toContain('cut');
    expect(released.length + Object.keys(refusals).length + left.length).toBe(found.files.size);
  });

  it('without usable UIDs are quarantined, since nothing could name them', async () => {
    const { refusals, released } = await sorted({
      absent: image('absent', { SeriesInstanceUID: '' }),
      path: image('path', { SOPInstanceUID: '1.2/../../3' }),
    });
    expect(refusals).toEqual({ absent: 'uid-unusable', path: 'uid-unusable' });
    expect(released).toEqual([]);
  });

  it('of a series in two studies are quarantined, and others of the studies are not', async () => {
    const other = { StudyInstanceUID: uidOf('study 2') };
    const { refusals, released } = await sorted({
      a: image('a'),
      b: image('b', other),
      c: image('c', { ...other, SeriesInstanceUID: uidOf('series 2') }),
    });
    expect(refusals).toEqual({ a: 'series-of-several-studies', b: 'series-of-several-studies' });
    expect(released).toEqual(['c']);
  });

  it('under one SOP Instance UID in two series are quarantined; in one series the writer compares them', async () => {
    const { refusals, released, files } = await sorted({
      a: image('a'),
      'a again': image('a', { InstanceNumber: 2 }),
      b: image('b'),
      'b elsewhere': image('b', { SeriesInstanceUID: uidOf('series 2') }),
    });
    const code = 'instance-of-several-series';
    expect(refusals).toEqual({ b: code, 'b elsewhere': code });
    expect(released).toEqual(['a', 'a again']);
    expect(files[0]?.name).toBe(files[1]?.name);
  });

  it('of two patients in one study are quarantined', async () => {
    const { refusals } = await sorted({ a: image('a'), b: image('b', { PatientID: 'QV-1' }) });
    expect(refusals).toEqual({ a: 'study-of-several-patients', b: 'study-of-several-patients' });
  });
});
