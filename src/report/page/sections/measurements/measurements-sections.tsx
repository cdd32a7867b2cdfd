import type { SectionMaker } from '../../page-section.js';

/** Stub. */
export const measurementsSections: SectionMaker = async () => [];
