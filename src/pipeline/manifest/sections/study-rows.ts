import type { PatientRow, StudyRow } from '../../../report/manifest-sections.js';
import { dayOf, daysSince, firstDay } from '../../../study/days.js';
import type { Study } from '../../../study/model.js';
import type { ManifestContext } from '../context.js';
import { seriesRow } from './series-row.js';

/** The day of a study: the earliest Study Date among its headers. */
function studyDay(study: Study): number | undefined {
  return firstDay(study.series.flatMap(({ headers }) => headers.map(({ studyDate }) => dayOf(studyDate))));
}

/** The studies of the report, made one by one. */
export function* studyRows(context: ManifestContext): Generator<StudyRow> {
  const { studies } = context.delivery;
  const origins = new Map<number, number | undefined>();
  for (const study of studies) {
    for (const patient of study.patients) {
      origins.set(patient, firstDay([origins.get(patient), studyDay(study)]));
    }
  }
  for (const study of studies) {
    const [patient = 0] = study.patients;
    const several = study.patients.length > 1;
    const header = study.series[0]?.headers[0];
    const description = header?.studyDescription ?? '';
    yield {
      studyUID: study.studyUID,
      patient: patient + 1,
      ...(several && { patients: study.patients.map((number) => number + 1) }),
      ...(context.identifiers && { studyDate: header?.studyDate ?? '' }),
      dayOffset: daysSince(origins.get(patient), studyDay(study)),
      description: context.identifiers ? description : context.redactor.clean(description),
      series: study.series.map((series) => seriesRow(series, context, several)),
    };
  }
}

/** The persons of the report; who they are only with `--identifiers`. */
export function* patientRows({ delivery, identifiers }: ManifestContext): Generator<PatientRow> {
  for (const [number, { identities }] of delivery.patients.entries()) {
    yield {
      patient: number + 1,
      studies: delivery.studies.filter(({ patients }) => patients.includes(number)).length,
      ...(identifiers && { identities }),
    };
  }
}
