import { type Finding, finding } from '../../findings/finding.js';
import type { Delivery } from '../../study/model.js';
import type { Repetition } from './repetition.js';
import type { Scan } from './scan.js';

/** Instances and files that came more than once. */
export function repeatedFiles({
  repetition,
  scan,
}: {
  readonly repetition: readonly Repetition[];
  readonly scan: Scan;
}): Finding[] {
  return repetition
    .filter(({ kind }) => kind === 'same-instance')
    .map(({ files, sameBytes, sopInstanceUID }) => {
      const file = files[0] ?? 0;
      const { seriesUID } = scan.instances.header(scan.files.instance(file) ?? 0);
      return finding(sameBytes ? 'duplicate-instance' : 'instance-conflict', {
        subject: { file, seriesUID, ...(sopInstanceUID !== undefined && { sopInstanceUID }) },
        params: { count: files.length },
      });
    });
}

/** Studies that hold instances of more than one patient: the fault behind swapped subjects. */
export function severalPatientsInStudy({ delivery }: { readonly delivery: Delivery }): Finding[] {
  return delivery.studies
    .filter(({ patients }) => patients.length > 1)
    .map(({ studyUID, patients }) =>
      finding('several-patients-in-study', {
        subject: { studyUID },
        expected: 1,
        actual: patients.length,
        params: { count: patients.length },
      }),
    );
}

/** Series Instance UIDs that stand in more than one study: none of these has the whole series. */
export function seriesInSeveralStudies({ delivery }: { readonly delivery: Delivery }): Finding[] {
  const studiesOf = new Map<string, number>();
  for (const { series } of delivery.studies) {
    for (const { seriesUID } of series) studiesOf.set(seriesUID, (studiesOf.get(seriesUID) ?? 0) + 1);
  }
  return [...studiesOf]
    .filter(([seriesUID, count]) => seriesUID !== '' && count > 1)
    .map(([seriesUID, count]) =>
      finding('series-in-several-studies', { subject: { seriesUID }, params: { count } }),
    );
}
