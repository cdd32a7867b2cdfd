/** Classes of runs, images and phantoms on a page. */
export const MOTION_STYLE = `
.judged { margin: .9rem 0; padding: .25rem 0 .25rem 1rem; border-left: .35rem solid var(--na); }
.judged.fail { border-left-color: var(--fail); } .judged.not-evaluable { border-left-color: var(--not-evaluable); }
.judged.warn { border-left-color: var(--warn); } .judged.pass { border-left-color: var(--pass); }
.judged h4 { margin: 0 0 .25rem; overflow-wrap: anywhere; } .judged h4 .mark { margin-right: .4rem; }
.judged-why { margin: .25rem 0; } .judged-why .mark { margin-right: .25rem; }
.judged-studies { font-size: .875rem; color: var(--soft); }
td > details { margin: 0; } td > details[open] { min-width: 20rem; }
.gauge { display: block; } .gauge-all { fill: var(--na-pale); } .gauge-allowed { fill: #9fd8ae; }
.gauge-value { fill: var(--ink); } .gauge-value.fail { fill: var(--fail); } .gauge-value.warn { fill: var(--warn); }
@media (max-width: 40rem) { .judged { padding-left: .5rem; } }
`;
