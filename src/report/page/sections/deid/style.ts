/** Style of what de-identification and quarantine show. */
export const DEID_STYLE = `
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
@media print { td:has(.deid-attributes) { width: 65%; } .deid-attributes { columns: auto; } .deid-attributes li { display: inline; } .deid-attributes li:not(:last-child)::after { content: " · "; } .deid-places { columns: auto; } }
tr.deid-total > * { border-bottom: 2px solid var(--line); background: var(--pale); font-weight: 600; }
`;
