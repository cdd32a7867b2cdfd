import type { DeviceSeen, InstanceDigest } from '../../../identity/ledger/event.js';
import type { SeriesRow } from '../../../report/manifest-sections.js';
import type { Scan } from '../../scan/scan.js';

/** Instances of a study of a scan. */
interface StudyInstances {
  /** Distinct SOP Instance UIDs, and files without one. */
  readonly count: number;
  /** Every content of each SOP Instance UID, in the order of first files: one that comes in two forms has two. */
  readonly digests: readonly InstanceDigest[];
}

/**
 * What came of each study, by Study Instance UID, in the order of first files; instances without one are of no study.
 * @throws TypeError when the scan has no checksums
 */
export function instancesByStudy({ files, instances }: Scan): ReadonlyMap<string, StudyInstances> {
  const studies = new Map<string, Gathered>();
  for (let instance = 0; instance < instances.size; instance++) {
    const { studyUID } = instances.header(instance);
    if (studyUID === '') continue;
    const study = studies.get(studyUID) ?? { contents: new Map(), unnamed: 0 };
    studies.set(studyUID, study);
    const sopInstanceUID = instances.sopInstanceUID(instance);
    if (sopInstanceUID === '') {
      study.unnamed++;
      continue;
    }
    const sha256 = files.sha256(instances.file(instance));
    if (sha256 === undefined) throw new TypeError('what came can only be told from a scan with checksums');
    const known = study.contents.get(sopInstanceUID) ?? [];
    if (!known.includes(sha256)) study.contents.set(sopInstanceUID, [...known, sha256]);
  }
  return new Map([...studies].map(([studyUID, study]) => [studyUID, finished(study)]));
}

interface Gathered {
  /** SHA-256 of the distinct contents of each SOP Instance UID. */
  readonly contents: Map<string, readonly string[]>;
  unnamed: number;
}

function finished({ contents, unnamed }: Gathered): StudyInstances {
  const digests = [...contents].flatMap(([sopInstanceUID, all]) =>
    all.map((sha256) => ({ sopInstanceUID, sha256 })),
  );
  return { count: contents.size + unnamed, digests };
}

/** How many series of each modality; `''` where it is not stated, as the registry of studies has it. */
export function seriesByModality(series: readonly SeriesRow[]): Record<string, number> {
  const counts = new Map<string, number>();
  for (const { modality } of series) counts.set(modality ?? '', (counts.get(modality ?? '') ?? 0) + 1);
  return Object.fromEntries(counts);
}

/**
 * The scanners of a study, in the order in which they are met. They are told apart as `manifest` does: by manufacturer,
 * model and serial number, by the station's name where there is no serial number. Series that name none add none. Software
 * is sorted, so that what is the same reads the same whichever series came first.
 */
export function devicesOf(series: readonly SeriesRow[]): DeviceSeen[] {
  const devices = new Map<string, DeviceSeen>();
  for (const { manufacturer, model, serial, station, softwareVersions } of series) {
    if ([manufacturer, model, serial, station].every((value) => value === null)) continue;
    const key = JSON.stringify([manufacturer, model, serial, serial === null ? station : null]);
    const known = devices.get(key);
    const software = [...new Set([...(known?.software ?? []), ...softwareVersions])].sort();
    devices.set(key, { ...(known ?? { manufacturer, model, serial, station }), software });
  }
  return [...devices.values()];
}
