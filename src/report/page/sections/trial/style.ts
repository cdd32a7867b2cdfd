/** Of the trial's chapter; joins the page's style sheet. */
export const TRIAL_STYLE = `
.when, .id { white-space: nowrap; } .when .hour { color: var(--soft); font-size: .9em; }
.chain { display: flex; gap: 1rem; align-items: flex-start; padding: .75rem 1rem; border: 1px solid var(--line); border-left: .5rem solid var(--pass); border-radius: .35rem; }
.chain.broken { border-left-color: var(--fail); background: var(--fail-pale); }
.chain p { margin: 0 0 .25rem; } .chain strong { font-size: 1.1rem; } .chain ul { margin: .25rem 0; }
.row-steps { display: flex; flex-wrap: wrap; gap: .15rem .75rem; list-style: none; margin: 0; padding: 0; min-width: 11rem; max-width: 24rem; }
.zero data { color: var(--soft); } .unproven { color: var(--fail); font-weight: 700; }
.state-line { list-style: none; margin: .5rem 0; padding: 0; display: flex; flex-wrap: wrap; gap: .3rem 1.5rem; }
.states td, .states th { white-space: nowrap; } .states td .day { display: block; font-size: .75rem; color: var(--soft); }
.states .left th, .states .left td { background: var(--na-pale); }
.mark.due .letter { color: var(--warn); background: var(--ground); box-shadow: inset 0 0 0 1px var(--warn); }
.mark.expected .letter { background: var(--ground); box-shadow: inset 0 0 0 1px var(--line); }
.small { font-size: .8125rem; color: var(--soft); } .late { font-weight: 700; color: var(--fail); }
tr.late > * { background: var(--fail-pale); } .bulleted { margin: 0; padding-left: 1rem; }
`;
