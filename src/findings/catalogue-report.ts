import { entry } from './catalogue-entry.js';

/** Findings of `report`. */
export const REPORT_ENTRIES = {
  'report-contradicted': entry(
    'fail',
    'critical',
    'report {number} ({command}) says {verdict}, and {what}',
    'corelab: never falsely green',
  ),
};
