import type { Big } from 'big.js';
import { groupBy } from '../../../findings/group-by.js';
import type { LesionReading } from '../../../rules/response/course.js';
import type { Criteria } from '../../../rules/response/criteria/criteria.js';
import type { Axis, Method } from '../../../rules/response/words.js';
import type { Observation } from '../observation.js';
import { diametersOf } from './diameters.js';
import { type Fault, type Length, lengthOf } from './lengths.js';
import type { LesionFacts } from './lesion-facts.js';
import { type LesionGroup, labelNamed, type Statement } from './lesion-groups.js';
import { saidState, stateOf } from './reading-state.js';
import { isReading, saysState } from './subjects.js';
import { distinct, listed, type Telling, trimmed } from './telling.js';
import { decimalOf, mmPer } from './units.js';

/** What readings of a course are made with. */
export interface ReadingContext {
  readonly criteria: Criteria;
  readonly groups: readonly LesionGroup[];
  readonly visitNames: readonly string[];
  readonly telling: Telling;
}

/** What a reader says of a lesion, visit by visit, in the order of time. */
export function readingsOf(
  { statements }: LesionGroup,
  lesion: LesionFacts,
  context: ReadingContext,
): readonly LesionReading[] {
  tellMixedUnits(statements, lesion.label, context.telling);
  const general = statements.filter(({ visit }) => visit === null).map(({ said }) => said);
  const byVisit = groupBy(statements, ({ visit }) => visit);
  const visits = [...byVisit.keys()].filter((visit) => visit !== null).sort((a, b) => a - b);
  return visits.flatMap((visit) => {
    const said = (byVisit.get(visit) ?? []).map((one) => one.said);
    const rows = said.filter(isReading);
    if (rows.length === 0) return [];
    const facts = [...said.filter((row) => row.isFact), ...general];
    return new ReadingOf(lesion, visit, context).of(rows, facts) ?? [];
  });
}

/** Lengths are converted exactly; several units of one lesion are told of all the same: one of them may be a slip. */
function tellMixedUnits(statements: readonly Statement[], label: string, telling: Telling): void {
  const units = distinct(
    statements.map(({ said: { value, recomputed, unit } }) =>
      (value === null && recomputed === null) || !mmPer(unit ?? '') ? null : trimmed(unit),
    ),
  );
  if (units.length < 2) return;
  const detail = `its lengths are in ${listed(units)}`;
  telling.tell({ code: 'units-mixed', lesion: label, detail, actual: units.join(', ') });
}

/** One lesion at one visit. */
class ReadingOf {
  private readonly name: string | undefined;

  constructor(
    private readonly lesion: LesionFacts,
    private readonly visit: number,
    private readonly context: ReadingContext,
  ) {
    this.name = context.visitNames[visit];
  }

  /** The reading; undefined where the rows say nothing of how the lesion is. */
  of(rows: readonly Observation[], facts: readonly Observation[]): LesionReading | undefined {
    // A row that says no more than why is one of a lesion that was not evaluated.
    if (!rows.some((row) => saysState(row) || trimmed(row.why) !== null)) return undefined;
    const reasons = distinct(rows.map(({ why }) => trimmed(why)));
    const seen = this.howSeen(rows, facts);
    const found = this.found(rows, facts);
    if ('code' in found) {
      this.tell(found);
      return { visit: this.visit, state: 'not-evaluated', diameters: [], ...seen, why: found.detail };
    }
    const why = found.state === 'not-evaluated' && reasons.length > 0 ? { why: reasons.join('; ') } : {};
    return { visit: this.visit, ...found, ...seen, ...why };
  }

  private found(
    rows: readonly Observation[],
    facts: readonly Observation[],
  ): Pick<LesionReading, 'state' | 'diameters' | 'mergedInto'> | Fault {
    const axis = this.agreed<Axis>(
      facts,
      (row) => (isReading(row) ? null : row.axis),
      'the axis of its lengths',
    );
    const lengths: Length[] = [];
    for (const row of rows) {
      const length = lengthOf(row, axis);
      if (length && 'code' in length) return this.firstFault(rows, axis) ?? length;
      if (length) lengths.push(length);
    }
    const { role, isNode } = this.lesion;
    const isTarget = role === 'target';
    const diameters = diametersOf(lengths, { isNode, isTarget });
    if ('code' in diameters) return diameters;
    const said = saidState(rows);
    if (said && typeof said === 'object') return said;
    const state = stateOf(said, diameters, { criteria: this.context.criteria, isTarget });
    // What a fact adds to rows, and what contradicts them then, is the fact's.
    if (typeof state === 'object') return isOfFact(rows) ? { ...state, code: 'facts-conflict' } : state;
    const into = this.agreed(rows, ({ mergedInto }) => this.labelOf(mergedInto), 'what it merged into');
    return { state, diameters, ...(into !== undefined && { mergedInto: into }) };
  }

  /** The fault of all rows that is told: the first by its text, so that the order of rows changes nothing. */
  private firstFault(rows: readonly Observation[], axis: Axis | undefined): Fault | undefined {
    const faults = rows.flatMap((row) => {
      const length = lengthOf(row, axis);
      return length && 'code' in length ? [[JSON.stringify(length), length] as const] : [];
    });
    const byText = new Map(faults);
    const [first] = distinct([...byText.keys()]);
    return byText.get(first ?? '');
  }

  private labelOf(text: string | null): string | null {
    const name = trimmed(text);
    return name === null ? null : labelNamed(name, this.context.groups);
  }

  private howSeen(
    rows: readonly Observation[],
    facts: readonly Observation[],
  ): Pick<LesionReading, 'method' | 'sliceThicknessMm'> {
    const all = [...new Set([...rows, ...facts])];
    const method = this.agreed<Method>(all, (row) => row.method, 'how it was seen', 'method-unknown');
    const unknown = distinct(rows.map(({ unknownMethod }) => trimmed(unknownMethod)));
    if (unknown.length > 0 && all.every((row) => row.method === null)) {
      const detail = `how it was seen is no method that is known: ${listed(unknown)}`;
      this.tell({ code: 'method-unknown', detail, actual: unknown.join(', ') });
    }
    const thickness = this.agreed(all, thicknessText, 'the slice thickness', 'slice-thickness-unknown');
    const sliceThicknessMm = thickness === undefined ? undefined : decimalOf(thickness);
    return { ...(method && { method }), ...(sliceThicknessMm && { sliceThicknessMm }) };
  }

  /** What rows agree on; where they differ, that is told, and blocks the course where a fact is one of them. */
  private agreed<T extends string>(
    rows: readonly Observation[],
    of: (row: Observation) => T | null,
    what: string,
    code: Fault['code'] = 'facts-conflict',
  ): T | undefined {
    const values = distinct(rows.map(of));
    if (values.length < 2) return values[0];
    const byFact = rows.some((row) => row.isFact && of(row) !== null);
    const detail = `${what} is said differently: ${listed(values)}`;
    this.tell({ code: byFact ? 'facts-conflict' : code, detail, actual: values.join(', ') });
    return undefined;
  }

  private tell(fault: Fault): void {
    const problem = {
      ...fault,
      lesion: this.lesion.label,
      ...(this.name !== undefined && { visit: this.name }),
    };
    if (fault.code === 'facts-conflict') this.context.telling.block(problem);
    else this.context.telling.tell(problem);
  }
}

function isOfFact(rows: readonly Observation[]): boolean {
  return rows.some(({ isFact }) => isFact) && rows.some(({ isFact }) => !isFact);
}

/** Millimetres as plain digits, so that 5 and 5.0 are one; null where it is none, or 0, as DICOM writes what is not known. */
function thicknessText({ sliceThicknessMm }: Observation): string | null {
  const mm: Big | undefined = sliceThicknessMm === null ? undefined : decimalOf(sliceThicknessMm);
  return mm?.gt(0) ? mm.toFixed() : null;
}
