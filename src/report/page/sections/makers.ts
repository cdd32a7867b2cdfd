import type { SectionMaker } from '../page-section.js';
import { genericSections, restOf } from './generic/generic-sections.js';

/** Which part of the page shows the reports of a command; loaded when there is one. What is not named here is shown as it stands. */
const MAKERS: Readonly<Record<string, () => Promise<SectionMaker>>> = {
  manifest: async () => (await import('./delivery/delivery-sections.js')).deliverySections,
  'assign-id': async () => (await import('./identity/identity-sections.js')).identitySections,
  deid: async () => (await import('./deid/deid-sections.js')).deidSections,
  quarantine: async () => (await import('./deid/quarantine-sections.js')).quarantineSections,
  'check-protocol': async () => (await import('./protocol/protocol-sections.js')).protocolSections,
  'init-protocol': async () => (await import('./protocol/init-protocol-sections.js')).initProtocolSections,
  'qc-motion': async () => (await import('./motion/motion-sections.js')).motionSections,
  'measure-export': async () =>
    (await import('./measurements/measurements-sections.js')).measurementsSections,
  response: async () => (await import('./response/response-sections.js')).responseSections,
  run: async () => (await import('./trial/trial-sections.js')).trialSections,
  status: async () => (await import('./trial/trial-sections.js')).trialSections,
  decide: async () => (await import('./trial/trial-sections.js')).trialSections,
  ledger: async () => (await import('./trial/trial-sections.js')).trialSections,
};

/** Sections of reports that their makers show; makers that are not named here see to the rest themselves. */
const SHOWN: Readonly<Record<string, readonly string[]>> = {
  manifest: [
    ...['studies', 'unreadable', 'duplicates', 'dicomdirs', 'devices', 'patients', 'notDicom'],
    ...['against', 'verify', 'bag'],
  ],
  'assign-id': [
    ...['assignments', 'patients', 'visits', 'missedVisits', 'due', 'crosswalk', 'readings', 'copies'],
  ],
  deid: ['inputs', 'patients', 'series', 'quarantine', 'review', 'verification', 'verified'],
  quarantine: ['entries', 'hits', 'releases'],
  'check-protocol': ['studies', 'series', 'checks', 'visits', 'manual'],
  'init-protocol': ['series'],
  'qc-motion': ['series', 'images', 'phantoms', 'checks'],
  'measure-export': [
    ...['rows', 'sources', 'references'],
    ...['criteria', 'responses', 'best', 'lesions', 'discordances', 'stated'],
  ],
  response: ['criteria', 'responses', 'best', 'lesions', 'discordances', 'stated'],
};

/** The maker of the sections of a command's reports: whatever it does not show stands at the end as it is. */
export async function makerOf(command: string): Promise<SectionMaker> {
  const own = Object.hasOwn(MAKERS, command) ? MAKERS[command] : undefined;
  if (!own) return genericSections;
  const maker = await own();
  const shown = Object.hasOwn(SHOWN, command) ? SHOWN[command] : undefined;
  return shown ? async (source) => [...(await maker(source)), ...restOf(source, shown)] : maker;
}
