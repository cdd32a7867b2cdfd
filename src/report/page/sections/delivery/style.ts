/** Classes of the delivery and of who is who: faults in figures, groups of rows, states in words. */
export const DELIVERY_STYLE = `
.fault { color: #ffffff; background: var(--fail); font-weight: 700; padding: .05em .45em; border-radius: .25rem; }
.unsure { color: #ffffff; background: var(--not-evaluable); font-weight: 700; padding: .05em .45em; border-radius: .25rem; }
.odd { color: var(--warn); background: var(--warn-pale); font-weight: 700; padding: .05em .45em; border-radius: .25rem; box-shadow: inset 0 0 0 1px var(--warn); }
tr.fail > :first-child { box-shadow: inset .3rem 0 0 var(--fail); } tr.not-evaluable > :first-child { box-shadow: inset .3rem 0 0 var(--not-evaluable); }
tr.warn > :first-child { box-shadow: inset .3rem 0 0 var(--warn); }
tr.group th { background: var(--pale); border-top: 2px solid var(--line); padding: .45rem .6rem; font-weight: 400; }
tr.group .group-name { font-weight: 600; } tr.group code { color: var(--soft); } tr.group ul { margin-top: .2rem; }
.series td ul.plain { min-width: 13rem; } .series :is(td, th) { padding-inline: .45rem; } .series td:last-child { min-width: 8rem; overflow-wrap: anywhere; }
.odd, .unsure, td .fault { white-space: nowrap; } @media print { .series td ul.plain, .series td:last-child { min-width: 0; } .series :is(td, th) { padding-inline: 2pt; } } tr.group th[scope="col"] { font-weight: 600; }
.hint, .read { margin: .25rem 0 .75rem; font-size: .875rem; color: var(--soft); max-width: 60rem; }
`;
