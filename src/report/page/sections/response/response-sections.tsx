import type { SectionMaker } from '../../page-section.js';

/** Stub. */
export const responseSections: SectionMaker = async () => [];
