import { type Finding, finding } from '../../findings/finding.js';
import { pathToText } from '../../io/path-bytes.js';
import { textOf } from './reasons.js';
import type { Scan } from './scan.js';

/** What is looked at: findings of any command that scans. */
interface Scanned {
  readonly scan: Scan;
}

/** Every file that could not be read, by name and reason. */
export function unreadableFiles({ scan }: Scanned): Finding[] {
  return [...scan.unreadable].map(([file, reason]) =>
    finding('unreadable-file', { subject: { file }, actual: reason, params: { reason: textOf(reason) } }),
  );
}

/** A folder without DICOM is not evaluable, never a pass. */
export function noDicom({ scan }: Scanned): Finding[] {
  return scan.instances.size === 0 && scan.directories.size === 0 ? [finding('no-dicom')] : [];
}

/** Links that were not followed because their folder had been read already. */
export function linksNotFollowed({ scan }: Scanned): Finding[] {
  return scan.skippedLinks.map(({ path, problem }) =>
    finding('link-not-followed', { subject: { name: pathToText(path).path }, actual: problem }),
  );
}

/** Instances with less pixel data than their header says, or with none. */
export function pixelFaults({ scan }: Scanned): Finding[] {
  return [...scan.pixelFaults].map(([file, fault]) => {
    const instance = scan.files.instance(file) ?? 0;
    const { seriesUID } = scan.instances.header(instance);
    const sopInstanceUID = scan.instances.sopInstanceUID(instance);
    const code = fault === 'short' ? 'pixel-data-short' : 'pixel-data-absent';
    return finding(code, { subject: { file, seriesUID, sopInstanceUID } });
  });
}

/** AIM annotations that lie among the images: measurements that would otherwise be overlooked. */
export function aimFiles({ scan }: Scanned): Finding[] {
  return [...scan.notDicom]
    .filter(([, type]) => type === 'aim-xml')
    .map(([file]) => finding('aim-file', { subject: { file } }));
}

/** Instances that lack one of the UIDs by which everything is told apart. */
export function absentUids({ scan: { instances } }: Scanned): Finding[] {
  const findings: Finding[] = [];
  for (let instance = 0; instance < instances.size; instance++) {
    const { studyUID, seriesUID } = instances.header(instance);
    const absent = [
      instances.sopBytes(instance).length === 0 && 'SOPInstanceUID',
      seriesUID === '' && 'SeriesInstanceUID',
      studyUID === '' && 'StudyInstanceUID',
    ].filter((name) => name !== false);
    if (absent.length === 0) continue;
    const attribute = absent.join(', ');
    findings.push(
      finding('uid-absent', { subject: { file: instances.file(instance) }, params: { attribute } }),
    );
  }
  return findings;
}
