import type { QualificationRow } from '../../../../src/pipeline/qc-motion/qualification/qualification-row.js';

/** A row as a phantom's run gives it. */
export function row(more: Partial<QualificationRow> = {}): QualificationRow {
  return {
    serial: '45123',
    manufacturer: 'SIEMENS',
    model: 'Prisma',
    software: 'syngo MR XA30',
    site: '07',
    from: '2026-03-01',
    phantom: 'acr-large',
    limits: 'acr-large 1',
    verdict: 'pass',
    figures: { piuPercent: 91.25, psgPercent: null, snrSmoothed: 339.1 },
    studyUID: '1.2.3.4',
    ...more,
  };
}

/** The titles of a new list. */
export const TITLES =
  'serial,manufacturer,model,software,site,from,until,phantom,limits,verdict,figures,studyUID';

/** {@link row} as a new list holds it. */
export const LINE =
  '45123,SIEMENS,Prisma,syngo MR XA30,07,2026-03-01,,acr-large,acr-large 1,pass,' +
  'piuPercent=91.25;psgPercent=;snrSmoothed=339.1,1.2.3.4';
