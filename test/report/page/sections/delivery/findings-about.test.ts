import { describe, expect, it } from 'vitest';
import { findingsAbout, worstOf } from '../../../../../src/report/page/sections/delivery/findings-about.js';
import { file, finding, source } from './sample.js';

const gap = finding('missing-slices', { subject: { seriesUID: '1.1' }, params: { count: 1 } });
const lossy = finding('lossy-compression', { subject: { seriesUID: '1.1' } });

describe('findings by what they are about', () => {
  it('are given worst first for a series, each with its place', () => {
    const about = findingsAbout(source({ findings: [lossy, gap] }));
    expect(about.series('1', '1.1').map(({ at }) => at)).toEqual(['0/findings/1', '0/findings/0']);
    expect(worstOf(about.series('1', '1.1'))).toEqual({ value: 'fail', at: '0/findings/1/outcome' });
    expect(about.series('1', '9.9')).toEqual([]);
  });

  it('reach the series of the file that they name', () => {
    const about = findingsAbout(
      source({
        files: [file('IM1', { studyUID: '1', seriesUID: '1.1' }), file('IM2', { studyUID: '1' })],
        findings: [
          finding('pixel-data-absent', { subject: { file: 0 } }),
          finding('uid-absent', { subject: { file: 1 }, params: { attribute: 'SOPInstanceUID' } }),
        ],
      }),
    );
    expect(about.series('1', '1.1')).toHaveLength(1);
    expect(about.file(0)).toHaveLength(1);
  });

  it('stay within the study of the file where one series stands in two', () => {
    const about = findingsAbout(
      source({
        files: [file('IM1', { studyUID: '1', seriesUID: '1.1' })],
        findings: [finding('pixel-data-absent', { subject: { file: 0 } })],
      }),
    );
    expect(about.series('2', '1.1')).toEqual([]);
  });

  it('tell a study from its series and a patient by name', () => {
    const several = finding('several-patients-in-study', {
      subject: { studyUID: '1' },
      params: { count: 2 },
    });
    const patient = finding('patient-name-varies', { subject: { name: 'patient 1' } });
    const about = findingsAbout(source({ findings: [several, patient, gap] }));
    expect(about.study('1')).toHaveLength(1);
    expect(about.named('patient 1')).toHaveLength(1);
    expect(about.named('patient 11')).toEqual([]);
  });

  it('have no outcome where there are none, least of all a pass', () => {
    expect(worstOf([])).toBeUndefined();
  });
});
