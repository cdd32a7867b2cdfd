import { describe, expect, it } from 'vitest';
import { type Finding, finding, type Subject } from '../../../../src/findings/finding.js';
import { problemsOfStudies, type Telling } from '../../../../src/pipeline/run/events/of-studies.js';
import { filesOf, reportOf } from './hand-made.js';

const FILES = filesOf('A/a1', 'A/a2', 'B/b1', '/none', 'A/ab', 'B/ab');
const KNOWN: Telling = { isKnown: (studyUID) => studyUID === 'A' || studyUID === 'B' };

function where(subject: Subject | undefined, telling: Partial<Telling> = {}): string[] {
  const one = finding('irregular-slices', { ...(subject && { subject }) });
  const problems = problemsOfStudies(reportOf('manifest', { findings: [one], files: FILES }), {
    ...KNOWN,
    ...telling,
  });
  const studies = ['A', 'B', ''].filter((studyUID) => problems.of(studyUID).length > 0);
  return [...studies, ...(problems.rest.length > 0 ? ['rest'] : [])];
}

describe('A finding', () => {
  it('is of the study that it names, whatever else it names', () => {
    expect(where({ studyUID: 'B', seriesUID: 'a1', file: 0 })).toEqual(['B']);
  });

  it('is of the study of its file, else of that of its series', () => {
    expect(where({ file: 2 })).toEqual(['B']);
    expect(where({ file: 0 })).toEqual(['A']);
    expect(where({ seriesUID: 'a2' })).toEqual(['A']);
    expect(where({ file: 5, seriesUID: 'ab' })).toEqual(['B']);
    expect(where({ file: 3, seriesUID: 'b1' })).toEqual(['B']);
  });

  it('is of every study that its series stands in: none of them has the whole of it', () => {
    expect(where({ seriesUID: 'ab' })).toEqual(['A', 'B']);
  });

  it('is of the delivery when it names nothing, or what no study has', () => {
    expect(where(undefined)).toEqual(['rest']);
    expect(where({ name: 'patient 1' })).toEqual(['rest']);
    expect(where({ file: 3 })).toEqual(['rest']);
    expect(where({ file: 6 })).toEqual(['rest']);
    expect(where({ studyUID: '', seriesUID: '' })).toEqual(['rest']);
    expect(where({ seriesUID: 'elsewhere' })).toEqual(['rest']);
  });

  it('is of the delivery when its study is not known, and stays with those that are', () => {
    expect(where({ studyUID: 'C' })).toEqual(['rest']);
    expect(where({ file: 0 }, { isKnown: () => false })).toEqual(['rest']);
    expect(where({ seriesUID: 'ab' }, { isKnown: (uid) => uid === 'B' })).toEqual(['B']);
  });

  it('is of the studies that the command tells of a name or of a file without UIDs', () => {
    const studiesNamed = ({ subject }: Finding) => (subject?.name === 'patient 1' ? ['A', 'B'] : []);
    expect(where({ name: 'patient 1' }, { studiesNamed })).toEqual(['A', 'B']);
    expect(where({ name: 'patient 2' }, { studiesNamed })).toEqual(['rest']);
    expect(where({ file: 3 }, { studyOfFile: new Map([[3, 'B']]) })).toEqual(['B']);
    expect(where({ file: 0 }, { studyOfFile: new Map([[0, 'B']]) })).toEqual(['A']);
    expect(where({ file: 3 }, { studyOfFile: new Map([[3, '']]) })).toEqual(['rest']);
  });

  it('is no problem when it passed or does not apply', () => {
    const findings = [
      finding('irregular-slices', { outcome: 'pass' }),
      finding('irregular-slices', { outcome: 'not-applicable', subject: { studyUID: 'A' } }),
    ];
    const problems = problemsOfStudies(reportOf('manifest', { findings, files: FILES }), KNOWN);
    expect([problems.rest, problems.of('A')]).toEqual([[], []]);
  });

  it('is found in files that can be gone through once only', () => {
    const findings = [
      finding('irregular-slices', { subject: { seriesUID: 'b1' } }),
      finding('irregular-slices', { subject: { file: 1 } }),
    ];
    function* once() {
      yield* FILES;
    }
    const problems = problemsOfStudies(reportOf('manifest', { findings, files: once() }), KNOWN);
    expect([problems.of('A').length, problems.of('B').length, problems.rest]).toEqual([1, 1, []]);
  });
});
