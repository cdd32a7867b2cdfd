import type { MeasurementRow, RowSource } from '../../report/measure-export-sections.js';
import type { RowSubject } from './people.js';

/** What a row says of one measurement or figure alone. */
type OwnCells = Pick<
  MeasurementRow,
  | 'concept'
  | 'conceptToday'
  | 'derivation'
  | 'derivationToday'
  | 'method'
  | 'methodToday'
  | 'qualifier'
  | 'value'
  | 'valueFrom'
  | 'unit'
  | 'storedValue'
  | 'storedUnit'
  | 'recomputedValue'
  | 'difference'
  | 'differencePercent'
  | 'agrees'
  | 'figure'
  | 'why'
  | 'problems'
>;

/** What it says of its object, its group and its image. */
export interface CommonCells extends Omit<MeasurementRow, keyof OwnCells | keyof RowSubject | 'source'> {
  readonly subject: RowSubject;
  readonly source: Omit<RowSource, 'itemPath'>;
  readonly itemPath: string;
}

/**
 * The row. One literal: put together from others by `...`, an object of so many keys takes fifty times as long and, until
 * the garbage is collected, several times the memory.
 */
export function wholeRow(common: CommonCells, own: OwnCells): MeasurementRow {
  return {
    subject: common.subject.subject,
    site: common.subject.site,
    visit: common.subject.visit,
    studyDate: common.studyDate,
    source: sourceOf(common),
    group: common.group,
    trackingUid: common.trackingUid,
    trackingId: common.trackingId,
    lesionLabel: common.lesionLabel,
    finding: common.finding,
    findingToday: common.findingToday,
    findingCategory: common.findingCategory,
    findingSite: common.findingSite,
    findingSiteToday: common.findingSiteToday,
    sites: common.sites,
    laterality: common.laterality,
    lateralityToday: common.lateralityToday,
    parents: common.parents,
    modifiers: common.modifiers,
    qualitative: common.qualitative,
    voxelCount: common.voxelCount,
    image: common.image,
    geometry: common.geometry,
    reader: common.reader,
    readerRole: common.readerRole,
    device: common.device,
    deviceVersion: common.deviceVersion,
    algorithm: common.algorithm,
    algorithmVersion: common.algorithmVersion,
    timePoint: common.timePoint,
    activitySession: common.activitySession,
    dateTime: common.dateTime,
    template: common.template,
    concept: own.concept,
    conceptToday: own.conceptToday,
    derivation: own.derivation,
    derivationToday: own.derivationToday,
    method: own.method,
    methodToday: own.methodToday,
    qualifier: own.qualifier,
    value: own.value,
    valueFrom: own.valueFrom,
    unit: own.unit,
    storedValue: own.storedValue,
    storedUnit: own.storedUnit,
    recomputedValue: own.recomputedValue,
    difference: own.difference,
    differencePercent: own.differencePercent,
    agrees: own.agrees,
    figure: own.figure,
    why: own.why,
    problems: own.problems,
  };
}

function sourceOf({ source, itemPath }: Pick<CommonCells, 'source' | 'itemPath'>): RowSource {
  const { file, path, kind, sopInstanceUID, sopClassUID, seriesUID, studyUID } = source;
  return { file, path, kind, sopInstanceUID, sopClassUID, seriesUID, studyUID, itemPath };
}
