import type { SectionMaker } from '../../page-section.js';

/** Stub. */
export const motionSections: SectionMaker = async () => [];
