import type { Dataset } from '../../dicom/dataset.js';
import type { InstanceRef } from '../source.js';
import { type ContentItem, isReference, textOf } from './content-item.js';

/** Study and series of instances, by SOP Instance UID. */
export type Places = Map<string, Pick<InstanceRef, 'seriesUID' | 'studyUID'>>;

/** Lists that tell where instances belong: PS3.3 C.17.2.1 and, of key objects, C.17.6.2. */
const LISTS = ['CurrentRequestedProcedureEvidenceSequence', 'PertinentOtherEvidenceSequence'] as const;

/** Where the instances of a report's evidence belong. */
export function evidenceOf(dataset: Dataset): Places {
  const places: Places = new Map();
  for (const study of LISTS.flatMap((list) => dataset.sequence(list))) {
    const studyUID = study.string('StudyInstanceUID');
    for (const series of study.sequence('ReferencedSeriesSequence')) {
      const seriesUID = series.string('SeriesInstanceUID');
      const place = { ...(seriesUID && { seriesUID }), ...(studyUID && { studyUID }) };
      for (const instance of series.sequence('ReferencedSOPSequence')) {
        places.set(instance.string('ReferencedSOPInstanceUID') ?? '', place);
      }
    }
  }
  return places;
}

/** Adds what an image library says of its images: study and series below the IMAGE item. */
export function addPlace(places: Places, item: ContentItem): void {
  const { children } = item;
  if (item.valueType !== 'IMAGE' || children.length === 0) return;
  const uidOf = (role: string): string | undefined => {
    const found = children.find((child) => child.role === role && child.valueType === 'UIDREF');
    return found && textOf(found);
  };
  const [studyUID, seriesUID] = [uidOf('studyUID'), uidOf('seriesUID')];
  const uid = item.dataset.sequence('ReferencedSOPSequence')[0]?.string('ReferencedSOPInstanceUID');
  if (!uid || !(studyUID || seriesUID) || places.has(uid)) return;
  places.set(uid, { ...(seriesUID && { seriesUID }), ...(studyUID && { studyUID }) });
}

/** The instances that an IMAGE, COMPOSITE or WAVEFORM refers to: one by the standard. PS3.3 C.18.3, C.18.4. */
export function instancesOf(item: ContentItem, places: Places): InstanceRef[] {
  if (!isReference(item)) return [];
  return refsIn(item.dataset, 'ReferencedSOPSequence', places);
}

/** Real-world value maps and presentation states that an IMAGE names beside its image. PS3.3 table C.18.4-1. */
export function beside(item: ContentItem, places: Places): { maps: InstanceRef[]; states: InstanceRef[] } {
  const holders = item.dataset.sequence('ReferencedSOPSequence');
  const listed = (list: string): InstanceRef[] => holders.flatMap((holder) => refsIn(holder, list, places));
  return {
    maps: listed('ReferencedRealWorldValueMappingInstanceSequence'),
    states: listed('ReferencedSOPSequence'),
  };
}

/** One text an instance, its frames and segments. */
export function refKey({ sopInstanceUID, frames, segments }: InstanceRef): string {
  return `${sopInstanceUID}|${frames?.join() ?? ''}|${segments?.join() ?? ''}`;
}

function refsIn(dataset: Dataset, list: string, places: Places): InstanceRef[] {
  return dataset.sequence(list).flatMap((reference) => {
    const sopInstanceUID = reference.string('ReferencedSOPInstanceUID');
    if (sopInstanceUID === undefined) return [];
    const sopClassUID = reference.string('ReferencedSOPClassUID');
    // Frames count from 1: PS3.3 C.18.4. Writers of single frames have put 0.
    const frames = countsIn(reference, 'ReferencedFrameNumber');
    const segments = countsIn(reference, 'ReferencedSegmentNumber');
    return {
      sopInstanceUID,
      ...(sopClassUID && { sopClassUID }),
      ...places.get(sopInstanceUID),
      ...(frames.length > 0 && { frames }),
      ...(segments.length > 0 && { segments }),
    };
  });
}

function countsIn(dataset: Dataset, keyword: string): number[] {
  if (!dataset.has(keyword)) return [];
  return dataset.numbers(keyword).filter((n) => Number.isInteger(n) && n >= 1);
}
