import { describe, expect, it } from 'vitest';

interface Patient {
  readonly outcome: string;
  readonly subject: string | null;
  readonly studies: readonly string[];
}

interface Report {
  readonly patients: readonly Patient[];
  readonly visits: readonly { readonly studyUID: string; readonly offsetDays: number }[];
}

interface Module {
  readonly Assignments: new () => { compare(report: Report, truth: object, folder?: string): string[] };
  readonly leaksOf: (text: string, truth: object) => string[];
}

const script = new URL('../../scripts/demo/compare-assignments.mjs', import.meta.url).href;
const { Assignments, leaksOf }: Module = await import(script);

function study(studyUID: string, patientId: string, folder = studyUID) {
  const scanner = { serial: '167043' };
  const person = { issuer: 'CITY', patientId, patientName: 'Fairweather^Isolde', birthDate: '19710218' };
  return { studyUID, studyDate: '20240212', ...person, scanner, files: [`${folder}/IM000001`] };
}

function report(...patients: [outcome: string, subject: string | null, ...studies: string[]][]): Report {
  return {
    patients: patients.map(([outcome, subject, ...studies]) => ({ outcome, subject, studies })),
    visits: [],
  };
}

const two = { name: 'two', studies: [study('1', 'A'), study('2', 'B')] };

describe('the demo compares assignments with the truth, and', () => {
  it('takes whoever is new as allocated, and as recalled from then on', () => {
    const assignments = new Assignments();
    expect(assignments.compare(report(['allocated', 'S1', '1'], ['allocated', 'S2', '2']), two)).toEqual([]);
    expect(assignments.compare(report(['recalled', 'S1', '1'], ['recalled', 'S2', '2']), two)).toEqual([]);
    const again = assignments.compare(report(['allocated', 'S1', '1'], ['recalled', 'S2', '2']), two);
    expect(again).toEqual(['the study of 20240212 in two is allocated, expected recalled']);
  });

  it('finds two people who were swapped, or made one', () => {
    const assignments = new Assignments();
    assignments.compare(report(['allocated', 'S1', '1'], ['allocated', 'S2', '2']), two);
    const swapped = assignments.compare(report(['recalled', 'S2', '1'], ['recalled', 'S1', '2']), two);
    expect(swapped).toHaveLength(2);
    const merged = new Assignments().compare(report(['allocated', 'S1', '1'], ['allocated', 'S1', '2']), two);
    expect(merged).toEqual(['the study of 20240212 in two has the ID S1 of another']);
  });

  it('expects nothing of a placeholder, a mistaken number and a shared one', () => {
    const none = { ...two, recallable: false };
    expect(new Assignments().compare(report(['unassigned', null, '1', '2']), none)).toEqual([]);
    expect(new Assignments().compare(report(['allocated', 'S1', '1', '2']), none)).toHaveLength(2);
    const mistaken = { ...two, onePersonTwoIds: { wrong: 'B' }, oneIdTwoPersons: { id: 'A' } };
    const right = report(['conflict', null, '1'], ['unassigned', null, '2']);
    expect(new Assignments().compare(right, mistaken)).toEqual([]);
    const wrong = report(['conflict', 'S1', '1'], ['unassigned', null, '2']);
    expect(new Assignments().compare(wrong, mistaken)).toHaveLength(1);
  });

  it('misses a study that is not reported, and wonders at one that was not delivered', () => {
    const found = new Assignments().compare(report(['allocated', 'S1', '1'], ['allocated', 'S2', '3']), two);
    expect(found).toHaveLength(2);
    expect(new Assignments().compare(report(['allocated', 'S1', '1']), two, '1')).toEqual([]);
    const alike = { ...two, studies: [study('1', 'A', 'name'), study('2', 'B', 'name-only')] };
    expect(new Assignments().compare(report(['allocated', 'S1', '1']), alike, 'name')).toEqual([]);
  });

  it('holds the days between visits against the truth', () => {
    const truth = { name: 'visits', intervalDays: 364, studies: [study('1', 'A'), study('2', 'A')] };
    const at = (offsetDays: number): Report => ({
      ...report(['allocated', 'S1', '1', '2']),
      visits: [
        { studyUID: '1', offsetDays: 0 },
        { studyUID: '2', offsetDays },
      ],
    });
    expect(new Assignments().compare(at(364), truth)).toEqual([]);
    expect(new Assignments().compare(at(363), truth)).toHaveLength(1);
  });

  it('finds a name, a number of four digits or more or a birth date, and does not repeat it', () => {
    expect(leaksOf('Nobody of 19710219', two)).toEqual([]);
    const [found = '', ...more] = leaksOf('of Isolde', two);
    expect(more).toEqual([]);
    expect(found).not.toContain('Isolde');
    expect(leaksOf('born 19710218', two)).toHaveLength(1);
  });
});
