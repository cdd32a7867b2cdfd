import type { RowCode } from '../../../report/measure-export-sections.js';
import { type Fail, list, properties } from '../../../report/parse-report.js';
import type { DiameterRow } from './measurement-observation.js';

/**
 * A row of a report of `measure-export`, as far as responses need it.
 * @param where names it in errors: `rows[3]`
 * @throws ReportError through `fail` where a value is missing or of another type
 */
export function parseDiameterRow(value: unknown, where: string, fail: Fail): DiameterRow {
  const cells = new RowCells(properties(value) ?? fail('report-damaged', where), where, fail);
  const source = cells.object('source') ?? fail('report-damaged', `${where}.source`);
  const image = cells.object('image');
  const valueFrom = cells.text('valueFrom');
  if (valueFrom !== null && valueFrom !== 'stored' && valueFrom !== 'recomputed')
    return fail('report-damaged', `${where}.valueFrom`);
  return {
    ...{ subject: cells.text('subject'), site: cells.text('site'), reader: cells.text('reader') },
    ...{ visit: cells.text('visit'), timePoint: cells.text('timePoint'), studyDate: cells.text('studyDate') },
    ...{ trackingUid: cells.text('trackingUid'), trackingId: cells.text('trackingId') },
    lesionLabel: cells.text('lesionLabel'),
    ...{ finding: cells.code('finding'), findingToday: cells.code('findingToday') },
    findingCategory: cells.code('findingCategory'),
    ...{ findingSite: cells.code('findingSite'), findingSiteToday: cells.code('findingSiteToday') },
    ...{ concept: cells.code('concept'), conceptToday: cells.code('conceptToday') },
    ...{ derivation: cells.code('derivation'), derivationToday: cells.code('derivationToday') },
    ...{ figure: cells.text('figure'), valueFrom, value: cells.text('value'), unit: cells.text('unit') },
    ...{ recomputedValue: cells.number('recomputedValue'), agrees: cells.truth('agrees') },
    why: cells.text('why'),
    source: { studyUID: source.text('studyUID') ?? '' },
    image: image && {
      studyUID: image.text('studyUID'),
      // Reports of earlier versions have neither: they are not known then.
      modality: image.has('modality') ? image.text('modality') : null,
      sliceThicknessMm: image.has('sliceThicknessMm') ? image.number('sliceThicknessMm') : null,
    },
    sites: cells
      .objects('sites')
      .map((one) => ({ site: one.code('site') ?? fail('report-damaged', `${where}.sites`) })),
    qualitative: cells.objects('qualitative').map((one) => ({ value: one.codeOrText('value') })),
  };
}

/** Typed values of an object of a report. */
class RowCells {
  constructor(
    private readonly values: Readonly<Record<string, unknown>>,
    private readonly where: string,
    private readonly fail: Fail,
  ) {}

  has(name: string): boolean {
    return this.values[name] !== undefined;
  }

  text(name: string): string | null {
    const value = this.values[name];
    return value === null || typeof value === 'string' ? value : this.damaged(name);
  }

  number(name: string): number | null {
    const value = this.values[name];
    return value === null || (typeof value === 'number' && Number.isFinite(value))
      ? value
      : this.damaged(name);
  }

  truth(name: string): boolean | null {
    const value = this.values[name];
    return value === null || typeof value === 'boolean' ? value : this.damaged(name);
  }

  object(name: string): RowCells | null {
    if (this.values[name] === null) return null;
    const inner = properties(this.values[name]) ?? this.damaged(name);
    return new RowCells(inner, `${this.where}.${name}`, this.fail);
  }

  objects(name: string): readonly RowCells[] {
    const where = `${this.where}.${name}`;
    return list(this.values[name], where, this.fail).map(
      (one) => new RowCells(properties(one) ?? this.damaged(name), where, this.fail),
    );
  }

  code(name: string): RowCode | null {
    const { value, scheme, meaning } = this.object(name)?.values ?? { value: null };
    if (value === null) return null;
    if (typeof value !== 'string' || typeof scheme !== 'string' || typeof meaning !== 'string')
      return this.damaged(name);
    return { value, scheme, meaning };
  }

  codeOrText(name: string): RowCode | string {
    const value = this.values[name];
    return typeof value === 'string' ? value : (this.code(name) ?? this.damaged(name));
  }

  private damaged(name: string): never {
    return this.fail('report-damaged', `${this.where}.${name}`);
  }
}
