/** Classes of runs, images and phantoms on a page. */
export const MOTION_STYLE = `
.judged { margin: .9rem 0; padding: .25rem 0 .25rem 1rem; border-left: .35rem solid var(--na); }
.judged.fail { border-left-color: var(--fail); } .judged.not-evaluable { border-left-color: var(--not-evaluable); }
.judged.warn { border-left-color: var(--warn); } .judged.pass { border-left-color: var(--pass); }
.judged h4 { margin: 0 0 .25rem; overflow-wrap: anywhere; } .judged h4 .mark { margin-right: .4rem; }
.judged-why { margin: .25rem 0; } .judged-why .mark { margin-right: .25rem; }
.judged-studies { font-size: .875rem; color: var(--soft); }
.ask { font: inherit; color: #0550ae; background: none; border: 0; padding: 0 .15rem; min-height: 1.5rem; text-decoration: underline; cursor: pointer; } td > .facts { margin: 0; font-size: inherit; }
.on-paper { display: none; } @media print { .ask { display: none; } .on-paper { display: block; } .definitions > [popover] { display: block; position: static; margin: 0 0 2pt; padding: 0; border: 0; box-shadow: none; max-width: none; max-height: none; width: auto; height: auto; font-size: 7.5pt; break-inside: avoid; }
  .definitions p { margin: 0; } .definitions .facts { display: block; margin: 0; } .definitions .facts :is(dt, dd) { display: inline; } .definitions dt::after { content: " "; } .definitions dd::after { content: " · "; } }
td > details { margin: 0; } td > details[open] { min-width: 20rem; }
.gauge { display: block; } .gauge-all { fill: var(--na-pale); } .gauge-allowed { fill: #9fd8ae; }
.gauge-value { fill: var(--ink); } .gauge-value.fail { fill: var(--fail); } .gauge-value.warn { fill: var(--warn); }
@media (max-width: 40rem) { .judged { padding-left: .5rem; } }
`;
