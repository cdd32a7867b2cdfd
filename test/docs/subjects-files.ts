import type { WorkedReading, WorkedSubject } from './subjects-page.js';

/** The files that `corelab response` is given for subjects of the page, as CSV. */
export interface SubjectFiles {
  readonly rows: string;
  readonly visits: string;
  readonly adjudication: string;
}

const ROWS = [
  ...['subject', 'reader', 'visit', 'day', 'lesion', 'role', 'organ', 'method', 'slice_thickness_mm'],
  ...['axis', 'value', 'unit', 'state', 'split_from', 'merged_into'],
];

/** Words of cells that are states by themselves. */
const STATES = ['absent', 'present', 'progressed', 'equivocal', 'too small', 'not evaluated'];

/** What the tables say above `sum`; nothing of what was worked out. */
export function filesOf(subjects: readonly WorkedSubject[]): SubjectFiles {
  const read = subjects.flatMap(({ id, readings }) =>
    readings.filter(({ stands }) => !stands).map((reading) => ({ id, reading })),
  );
  return {
    rows: csv([ROWS, ...read.flatMap(({ id, reading }) => lesionLines(id, reading))]),
    visits: csv([
      ['subject', 'visit', 'reader', 'kind', 'day', 'marker'],
      ...read.flatMap(({ id, reading }) => visitLines(id, reading)),
      ...subjects.flatMap(({ id, deathDay }) =>
        deathDay === null ? [] : [[id, '', '', 'death', deathDay, '']],
      ),
    ]),
    adjudication: csv([
      ['subject', 'visit', 'reader', 'reason'],
      ...subjects.flatMap(({ id, readings }) =>
        readings.flatMap(({ stands }) => (stands ? [[id, '', stands.reader, stands.reason]] : [])),
      ),
    ]),
  };
}

function csv(lines: readonly (readonly string[])[]): string {
  return lines.map((line) => `${line.join(',')}\n`).join('');
}

function lesionLines(id: string, { reader, visits, lesions }: WorkedReading): string[][] {
  return lesions.flatMap(([label = '', what = '', organ = '', ...cells]) => {
    const [role = '', parent = ''] = what.split(', split from ');
    return visits.flatMap(({ name, day }, i) => {
      const cell = cells[i] ?? '';
      if (cell === '–') return [];
      const lesion = [id, reader, name, day, label, role, organ, 'CT', '5'];
      return [[...lesion, ...saidOf(cell, organ), parent, mergedInto(cell)]];
    });
  });
}

/** Axis, value, unit and state of a cell. */
function saidOf(cell: string, organ: string): string[] {
  const length = /^([\d.]+)( cm)?$/.exec(cell);
  if (length) {
    const axis = organ === 'lymph node' ? 'short' : 'long';
    return [axis, length[1] ?? '', length[2] ? 'cm' : 'mm', ''];
  }
  if (mergedInto(cell) !== '') return ['', '', '', 'merged'];
  if (!STATES.includes(cell)) throw new Error(`the page says of a lesion: ${cell}`);
  return ['', '', '', cell === 'too small' ? 'too small to measure' : cell];
}

function mergedInto(cell: string): string {
  return /^merged into (\w+)$/.exec(cell)?.[1] ?? '';
}

function visitLines(id: string, { reader, visits, facts }: WorkedReading): string[][] {
  return visits.map(({ name, day }, i) => {
    const isMissed = facts.get('visit')?.[i] === 'missed';
    const kind = i === 0 ? 'baseline' : isMissed ? 'missed' : 'follow-up';
    return [id, name, reader, kind, day, facts.get('marker')?.[i] ?? ''];
  });
}
