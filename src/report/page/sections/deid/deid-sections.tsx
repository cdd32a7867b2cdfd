import type { SectionMaker } from '../../page-section.js';

/** Stub. */
export const deidSections: SectionMaker = async () => [];
