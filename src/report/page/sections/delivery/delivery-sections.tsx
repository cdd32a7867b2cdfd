import type { SectionMaker } from '../../page-section.js';

/** Stub. */
export const deliverySections: SectionMaker = async () => [];
