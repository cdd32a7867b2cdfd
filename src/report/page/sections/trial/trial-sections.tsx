import type { SectionMaker } from '../../page-section.js';

/** Stub. */
export const trialSections: SectionMaker = async () => [];
