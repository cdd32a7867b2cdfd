/** Classes of measurements: lesions of a reading, and their further figures in short. */
export const MEASUREMENTS_STYLE = `
.reading tr.rows-of > th { background: var(--pale); border-top: 2px solid var(--line); } .lesion-of { font-weight: 400; color: var(--soft); }
.reading tbody th { font-weight: 400; } .reading tbody tr.rows-of > th { font-weight: 600; } .reading td .beside { max-width: 20rem; }
.reading .further td { font-size: .8125rem; padding-top: 0; } .reading .further details { margin: .1rem 0; }
.whole { white-space: nowrap; } .inline .beside { display: inline; margin-left: .35em; }
.further-figures { margin: .3rem 0; columns: 3 17rem; column-gap: 2rem; }
.further-figures div { display: flex; justify-content: space-between; gap: 1rem; break-inside: avoid; border-bottom: 1px solid var(--line); }
.further-figures dt { color: var(--soft); } .further-figures dd { margin: 0; text-align: right; font-variant-numeric: tabular-nums; }
tr.disagreeing td, tr.disagreeing th { background: var(--fail-pale); }
`;
