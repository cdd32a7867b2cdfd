import type { SectionMaker } from '../../page-section.js';

/** Stub. */
export const genericSections: SectionMaker = async () => [];
