/** Style of what de-identification and quarantine show. */
export const DEID_STYLE = `
.deid-sum { display: flex; flex-wrap: wrap; align-items: baseline; gap: .25rem .75rem; margin: .5rem 0; }
.deid-sum .deid-term { display: inline-flex; flex-direction: column; } .deid-sum .deid-term data { font-size: 1.5rem; font-weight: 700; line-height: 1.1; }
.deid-sum .deid-term .deid-term-word { font-size: .8125rem; color: var(--soft); } .deid-sum .deid-sign { font-size: 1.25rem; color: var(--soft); }
.deid-sum .good data { color: var(--pass); } .deid-sum .bad data { color: var(--fail); }
.deid-share { display: flex; height: .6rem; border-radius: .3rem; overflow: hidden; background: var(--na-pale); max-width: 44rem; gap: 1px; }
.deid-share .good { background: var(--pass); } .deid-share .bad { background: var(--fail); } .deid-share .same { background: #7d8894; } .deid-share .rest { background: #b8c0c8; }
.deid-fate { display: inline-block; padding: 0 .4em; border-radius: .25rem; font-size: .8125rem; font-weight: 600; white-space: nowrap; }
.deid-fate.good { color: var(--pass); background: var(--pass-pale); } .deid-fate.bad { color: #ffffff; background: var(--fail); }
.deid-fate.some { color: var(--warn); background: var(--warn-pale); box-shadow: inset 0 0 0 1px var(--warn); } .deid-fate.plain-fate { color: var(--na); background: var(--na-pale); }
.deid-alarm { padding: .5rem .75rem; border-left: .35rem solid var(--fail); background: var(--fail-pale); color: var(--fail); font-weight: 600; }
.deid-aside { color: var(--soft); font-size: .9375rem; max-width: 60rem; }
.deid-reason { margin: .5rem 0; padding: .6rem .9rem; border: 1px solid var(--line); border-left: .35rem solid var(--fail); border-radius: .35rem; }
.deid-reason.good { border-left-color: var(--pass); } .deid-reason.some { border-left-color: var(--warn); } .deid-reason p { margin: 0 0 .15rem; } .deid-reason .deid-reason-text { font-weight: 600; overflow-wrap: anywhere; }
.deid-reason .deid-next { font-size: .9375rem; } .deid-reason .deid-origin { font-size: .875rem; color: var(--soft); }
.deid-attributes { list-style: none; margin: .25rem 0; padding: 0; columns: 22rem; max-width: 60rem; }
.deid-attributes li { break-inside: avoid; overflow-wrap: anywhere; } .deid-attributes .deid-soft { color: var(--soft); }
.deid-places { margin: .25rem 0; padding-left: 1.25rem; columns: 18rem; max-width: 60rem; }
.deid-commands { margin: .25rem 0 .75rem; padding-left: 1.25rem; }
tr.deid-total > * { border-bottom: 2px solid var(--line); background: var(--pale); font-weight: 600; }
`;
