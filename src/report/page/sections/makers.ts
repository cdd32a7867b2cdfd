import type { SectionMaker } from '../page-section.js';

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

/** The maker of the sections of a command's reports. */
export async function makerOf(command: string): Promise<SectionMaker> {
  const own = Object.hasOwn(MAKERS, command) ? MAKERS[command] : undefined;
  return own ? own() : (await import('./generic/generic-sections.js')).genericSections;
}
