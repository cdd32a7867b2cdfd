/** Style of the protocol matrix: letters close together, names of checks turned, details where they are asked for. */
export const PROTOCOL_STYLE = `
.protocol-hint, .protocol-study-facts { font-size: .9375rem; color: var(--soft); margin: .35rem 0; max-width: 60rem; overflow-wrap: anywhere; }
.protocol-study { border-top: 1px solid var(--line); margin-top: 1.5rem; }
.protocol-report summary h4 { display: inline; }
.protocol-study-link { white-space: nowrap; }
.protocol-study-start { scroll-margin-top: 5rem; }
.protocol-bar { display: flex; gap: 2px; min-width: 10rem; max-width: 40rem; font-size: .8125rem; font-weight: 600; line-height: 1.6; }
.protocol-bar .protocol-share { flex-basis: auto; min-width: max-content; padding: 0 .4em; border-radius: .2rem; color: var(--na); background: var(--na-pale); }
.protocol-bar .fail { color: #ffffff; background: var(--fail); } .protocol-bar .not-evaluable { color: #ffffff; background: var(--not-evaluable); }
.protocol-bar .warn { color: var(--warn); background: var(--warn-pale); box-shadow: inset 0 0 0 1px var(--warn); }
.protocol-bar .pass { color: var(--pass); background: var(--pass-pale); }
.protocol-small { display: block; font-size: .8125rem; font-weight: 400; color: var(--soft); }
.protocol-matrix tbody th { position: sticky; left: 0; background: var(--ground); min-width: 9rem; max-width: 16rem; overflow-wrap: anywhere; }
.protocol-matrix tbody th, .protocol-matrix tbody td { vertical-align: middle; }
.protocol-matrix thead th { vertical-align: bottom; }
.protocol-matrix .taken { max-width: 14rem; overflow-wrap: anywhere; }
.protocol-matrix .turned { padding: .4rem .2rem; } .protocol-matrix .turned.clean { font-weight: 400; color: var(--soft); padding: .4rem 0; }
.protocol-matrix .turned > span { writing-mode: vertical-rl; transform: rotate(180deg); max-height: 14rem; white-space: normal; overflow-wrap: anywhere; }
.protocol-matrix .cell { text-align: center; padding: .3rem .2rem; white-space: nowrap; border-left: 1px solid var(--na-pale); }
.protocol-matrix .protocol-reason { color: var(--soft); min-width: 16rem; }
.protocol-report [popovertarget] { font: inherit; color: inherit; background: none; border: 0; padding: 0; min-width: 1.6rem; min-height: 1.6rem; border-radius: .25rem; cursor: pointer; }
.protocol-report [popovertarget]:hover { background: var(--line); }
.protocol-places .protocol-times, .cell .protocol-times { font-size: .75rem; color: var(--soft); }
.protocol-report button.protocol-named { display: inline-flex; flex-direction: row-reverse; align-items: center; gap: .3rem; padding: 0 .35rem 0 0; text-align: left; }
.protocol-report ul.protocol-places { padding: 0; display: flex; flex-wrap: wrap; gap: .1rem 1rem; } .protocol-places > li { overflow-wrap: anywhere; }
.protocol-report s.was { text-decoration: none; margin-left: .2rem; } .protocol-report s.was .letter { text-decoration: line-through; text-decoration-thickness: 2px; }
.protocol-report td > p { margin: 0 0 .25rem; }
.holds-no, .holds-unknown { font-weight: 600; }
@media (max-width: 40rem) { .protocol-matrix tbody th { min-width: 7rem; max-width: 8rem; } .protocol-matrix .taken { max-width: 7rem; } }
@media print { .protocol-report table { font-size: 7.5pt; } .protocol-report .wide, .protocol-report .protocol-reason { min-width: 0; } .protocol-report td, .protocol-report th { padding: 2pt 3pt; overflow-wrap: anywhere; } .protocol-small { font-size: inherit; }
  .protocol-matrix, .protocol-study-level { font-size: 7pt; } .protocol-matrix th, .protocol-matrix td { padding: 1pt; } .protocol-matrix tbody th { position: static; } .protocol-report [popovertarget] { min-width: 0; min-height: 0; }
  .protocol-matrix .mark .letter { min-width: 1.2em; padding: 0; } .protocol-hint { display: none; } }
`;
