/** What the page says of a visit, every cell as it is written; `null` is `–`. */
export interface WorkedVisit {
  readonly visit: string;
  readonly sum: string | null;
  readonly nadir: string | null;
  readonly target: string | null;
  readonly nonTarget: string | null;
  readonly newLesion: string | null;
  readonly overall: string | null;
}

/** A best response as worked by hand. */
export interface WorkedBest {
  readonly response: string;
  /** Of CR, PR and PD; the others are of no one visit. */
  readonly first: { readonly response: string; readonly visit: string; readonly day: number } | null;
  readonly isConfirmed: boolean;
  readonly progression: { readonly visit: string; readonly day: number } | null;
}

/** A subject as one reader read it, or as it was adjudicated. */
export interface WorkedReading {
  readonly reader: string;
  /** Of an adjudication: whose reading stands, and why. */
  readonly stands: { readonly reader: string; readonly reason: string } | null;
  readonly visits: readonly { readonly name: string; readonly day: string }[];
  /** Rows above `sum`: label, role and organ, then a cell a visit. */
  readonly lesions: readonly (readonly string[])[];
  /** The rows `visit` and `marker`, a cell a visit. */
  readonly facts: ReadonlyMap<string, readonly string[]>;
  readonly worked: readonly WorkedVisit[];
  readonly best: WorkedBest;
}

/** A subject of docs/response-subjects.md. */
export interface WorkedSubject {
  readonly id: string;
  readonly title: string;
  readonly criteria: string;
  readonly deathDay: string | null;
  /** Of baseline. */
  readonly conformance: string;
  readonly readings: readonly WorkedReading[];
}

const ANSWERS = {
  ...{ sum: 'sum', nadir: 'nadir', target: 'target', nonTarget: 'non-target' },
  ...{ newLesion: 'new', overall: 'overall' },
} as const;
const FACTS = ['visit', 'marker'];

/** The subjects of the page. Throws where a subject lacks a table, a row or its best response. */
export function subjectsOf(page: string): readonly WorkedSubject[] {
  return page
    .split(/^### /m)
    .slice(1)
    .map((section) => {
      const [heading = '', ...lines] = section.split(/^## /m)[0]?.split('\n') ?? [];
      const [, id, title] = must(/^(\d\d) (.+)$/.exec(heading), heading);
      const text = lines.join('\n');
      return {
        ...{ id: id ?? '', title: title ?? '', readings: readingsOf(text, heading) },
        criteria: /^Criteria: `(.+)`\.$/m.exec(text)?.[1] ?? 'recist-1.1',
        deathDay: /^Death: day (\d+)\.$/m.exec(text)?.[1] ?? null,
        conformance: /^Conformance: (.+)\.$/m.exec(text)?.[1] ?? 'pass',
      };
    });
}

function must<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new Error(`the page cannot be read at: ${what}`);
  return value;
}

/** Every table with the reader before it and the best response after it. */
function readingsOf(text: string, heading: string): readonly WorkedReading[] {
  const blocks = text.split(/^(?=Reader: )/m);
  return (blocks.length > 1 ? blocks.slice(1) : blocks).map((block) => readingOf(block, heading));
}

function readingOf(block: string, heading: string): WorkedReading {
  const [head = [], , ...rows] = block
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    );
  const visits = head.slice(3).map((cell) => {
    const [, name = '', day = ''] = must(/^(\w+), day (\d+)$/.exec(cell), `${heading}: ${cell}`);
    return { name, day };
  });
  const end = rows.findIndex(([label]) => label === 'sum');
  const named = (name: string): readonly string[] =>
    must(
      rows.find(([label]) => label === name),
      `${heading}: row ${name}`,
    ).slice(3);
  const isFact = ([label = '']: readonly string[]): boolean => FACTS.includes(label);
  const above = rows.slice(0, end);
  const stands = /^Reader: adjudicated\. (\w+) stands: (.+)\.$/m.exec(block);
  return {
    reader: /^Reader: (\w+)\./m.exec(block)?.[1] ?? 'R1',
    stands: stands && { reader: stands[1] ?? '', reason: stands[2] ?? '' },
    visits,
    lesions: above.filter((row) => !isFact(row)),
    facts: new Map(above.filter(isFact).map(([label = '', , , ...cells]) => [label, cells])),
    worked: visits.map(({ name }, i) => workedVisit(name, (row) => named(row)[i])),
    best: bestOf(block.replaceAll('\n', ' '), heading),
  };
}

function workedVisit(visit: string, cell: (row: string) => string | undefined): WorkedVisit {
  const said = Object.entries(ANSWERS).map(([key, row]) => {
    const text = must(cell(row), `${visit}: ${row}`);
    return [key, text === '–' ? null : text];
  });
  return { visit, ...Object.fromEntries(said) };
}

function bestOf(text: string, heading: string): WorkedBest {
  const pattern = /Best response: ([A-Z/-]+)(?: \(first ([A-Z]+) at (\w+), day (\d+)\))?(, confirmed)?\. /;
  const [, response = '', of, visit = '', day, confirmed] = must(
    pattern.exec(text),
    `${heading}: best response`,
  );
  const progression = /\. Progression at (\w+), day (\d+)\. /.exec(text);
  return {
    response,
    first: of === undefined ? null : { response: of, visit, day: Number(day) },
    isConfirmed: confirmed !== undefined,
    progression: progression && { visit: progression[1] ?? '', day: Number(progression[2]) },
  };
}
