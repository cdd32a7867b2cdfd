import type { Observed, Probe, Reading } from '../../../study/probe/probe.js';
import { probeKey } from '../../../study/probe/probe.js';
import type { SeriesGeometry } from '../../../study/series-geometry.js';
import type { SeriesHeader } from '../../../study/series-header.js';
import type { SeriesView } from '../series-view.js';

/** What a snippet says: readings by probe key ({@link probeKey}), derived values by name. */
export interface Snippet {
  readonly attributes: ReadonlyMap<string, Reading>;
  readonly derived: ReadonlyMap<string, Reading>;
}

const NO_GEOMETRY: SeriesGeometry = { stacks: [], unplaced: 0, rows: undefined, columns: undefined };

function header(read: (keyword: string) => Reading): SeriesHeader {
  const texts = (keyword: string): readonly string[] => {
    const reading = read(keyword);
    return reading.state === 'value' ? reading.texts : [];
  };
  const text = (keyword: string): string => texts(keyword)[0] ?? '';
  return {
    studyUID: '',
    seriesUID: '',
    sopClassUID: text('SOPClassUID'),
    transferSyntax: '',
    modality: text('Modality'),
    manufacturer: text('Manufacturer'),
    model: text('ManufacturerModelName'),
    serial: text('DeviceSerialNumber'),
    softwareVersions: texts('SoftwareVersions'),
    station: '',
    fieldStrengthT: undefined,
    seriesNumber: undefined,
    seriesDescription: text('SeriesDescription'),
    studyDescription: '',
    studyDate: '',
    frameOfReferenceUID: text('FrameOfReferenceUID'),
    lossy: false,
    declared: {},
    patient: { issuer: '', id: '', name: '', birthDate: '', sex: '' },
    identifying: { words: [], phrases: [] },
  };
}

/** A series of one instance that holds what a snippet says, and nothing else. */
export function snippetView(snippet: Snippet): SeriesView {
  const read = (key: string): Reading => snippet.attributes.get(key) ?? { state: 'absent' };
  return {
    number: 0,
    seriesUID: '',
    studyUID: '',
    headers: [header(read)],
    instances: [0],
    frames: 1,
    geometry: NO_GEOMETRY,
    readings: (probe: Probe): readonly Observed[] => [{ reading: read(probeKey(probe)), instances: [0] }],
    separator: () => [],
    volumes: () => [],
    given: (name) => snippet.derived.get(name),
  };
}
