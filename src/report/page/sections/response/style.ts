/** Classes of responses: answers with the colour of the plots, and the table of lesions and sums. */
export const RESPONSE_STYLE = `
.answer { white-space: nowrap; padding: 0 .35em; border-left: .35em solid var(--na); background: var(--pale); border-radius: .2em; }
.beside { display: block; font-weight: 400; font-size: .8125rem; color: var(--soft); } .soft { color: var(--soft); }
.course td { white-space: nowrap; } .course td .beside { white-space: normal; max-width: 14rem; }
.course tr > th:first-child { position: sticky; left: 0; background: var(--ground); z-index: 1; } .course thead tr > th:first-child { background: var(--pale); }
.course tr.rows-of > th:first-child { font-weight: 600; background: var(--pale); color: var(--ink); font-size: .8125rem; } .course .figure { font-variant-numeric: tabular-nums; }
.course-part { border-top: 1px solid var(--line); padding: .15rem 0; } .flips { color: var(--warn); }
`;
