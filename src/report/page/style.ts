import type { ChapterId } from './page-section.js';
import { DEID_STYLE } from './sections/deid/style.js';
import { DELIVERY_STYLE } from './sections/delivery/style.js';
import { MEASUREMENTS_STYLE } from './sections/measurements/style.js';
import { MOTION_STYLE } from './sections/motion/style.js';
import { PROTOCOL_STYLE } from './sections/protocol/style.js';
import { RESPONSE_STYLE } from './sections/response/style.js';
import { TRIAL_STYLE } from './sections/trial/style.js';

/** What all parts of a page share: wide screens, narrow ones, paper, and colours of the reader's own. Text on every ground has a contrast of 4.5 and more. */
const BASE = `
:root { color-scheme: light; --ink: #1b1f24; --soft: #57606a; --line: #d0d7de; --ground: #ffffff; --pale: #f6f8fa;
  --fail: #a40e26; --fail-pale: #ffebe9; --not-evaluable: #6e3bb0; --not-evaluable-pale: #f3ecff;
  --warn: #7a4b00; --warn-pale: #fff4d6; --pass: #116329; --pass-pale: #e3f8e7; --na: #57606a; --na-pale: #eff1f3; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 90rem; padding: 0 1.5rem 3rem; color: var(--ink); background: var(--ground);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, Helvetica, Arial, sans-serif; }
a { color: #0550ae; }
.skip { position: absolute; left: -999rem; }
.skip:focus { left: 1rem; top: 1rem; background: var(--ground); padding: .5rem 1rem; z-index: 2; }
:focus-visible { outline: 3px solid #0550ae; outline-offset: 2px; }
.level { margin: 0 -1.5rem; padding: .35rem 1.5rem; font-size: .875rem; background: var(--pale); }
.level.identified { background: var(--fail); color: #ffffff; font-weight: 600; }
.page-title { margin: 1.25rem 0 -.5rem; font-size: 1.15rem; font-weight: 600; overflow-wrap: anywhere; }
.verdict { display: flex; gap: 1.25rem; align-items: flex-start; margin: 1rem 0 .5rem; padding: .9rem 1.25rem; border: 1px solid var(--line);
  border-left: .5rem solid var(--na); border-radius: .5rem; }
.verdict h1 { margin: 0; font-size: 1.75rem; line-height: 1.2; }
.verdict p { margin: .25rem 0 .5rem; }
.doubted { margin: .4rem 0; padding: .5rem .75rem; color: #ffffff; background: var(--fail); border-radius: .35rem; } .doubted a { color: inherit; } .doubted ul { margin: .25rem 0 0; padding-left: 1.25rem; }
.verdict > .letter { font-size: 2.5rem; line-height: 1; font-weight: 700; padding: .5rem .9rem; border-radius: .5rem; color: #ffffff; background: var(--na); }
.verdict.fail { border-left-color: var(--fail); } .verdict.fail > .letter { background: var(--fail); }
.verdict.not-evaluable { border-left-color: var(--not-evaluable); } .verdict.not-evaluable > .letter { background: var(--not-evaluable); }
.verdict.warn { border-left-color: var(--warn); } .verdict.warn > .letter { background: var(--warn); }
.verdict.pass { border-left-color: var(--pass); } .verdict.pass > .letter { background: var(--pass); }
.steps, .needs, .counts, .plain, nav ol { list-style: none; margin: 0; padding: 0; }
.steps { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; }
nav ol { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; padding: .5rem 0; border-bottom: 1px solid var(--line); font-size: .9375rem; }
h2 { margin: 2.5rem 0 .5rem; font-size: 1.4rem; border-bottom: 2px solid var(--ink); }
h3 { margin: 1.75rem 0 .4rem; font-size: 1.125rem; } h2 + .part > h3 { margin-top: .75rem; } #needs > h2 { margin-top: 1rem; }
h4 { margin: 1.25rem 0 .25rem; font-size: 1rem; } h4 + .scroll { margin-top: 0; }
h5 { margin: .9rem 0 .2rem; font-size: .9375rem; color: var(--soft); }
p { margin: .4rem 0; } main p, main ul, main ol { max-width: 75rem; }
.mark { display: inline-flex; align-items: center; gap: .35rem; white-space: nowrap; }
.mark .letter { display: inline-block; min-width: 1.5em; padding: 0 .3em; text-align: center; font-weight: 700; border-radius: .25rem; font-size: .875em;
  color: var(--na); background: var(--na-pale); }
.mark.fail .letter { color: #ffffff; background: var(--fail); }
.mark.not-evaluable .letter { color: #ffffff; background: var(--not-evaluable); }
.mark.warn .letter { color: var(--warn); background: var(--warn-pale); box-shadow: inset 0 0 0 1px var(--warn); }
.mark.pass .letter { color: var(--pass); background: var(--pass-pale); }
.spoken { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.severity { font-size: .8125rem; } .severity.critical { font-weight: 700; color: var(--fail); } .severity.info { color: var(--soft); }
.nothing { color: var(--soft); }
.need { margin: .4rem 0; padding: .45rem .9rem; max-width: none; border: 1px solid var(--line); border-left: .35rem solid var(--na); border-radius: .35rem; }
.need.fail { border-left-color: var(--fail); } .need.not-evaluable { border-left-color: var(--not-evaluable); } .need.warn { border-left-color: var(--warn); }
.need p { margin: 0; } .need-text { font-weight: 600; overflow-wrap: anywhere; } .need-origin { font-size: .875rem; color: var(--soft); }
.need-facts { display: flex; flex-wrap: wrap; gap: 0 1.5rem; margin: .15rem 0 0; font-size: .9375rem; } .need-facts div { min-width: 0; } .need-facts dt { display: inline; color: var(--soft); }
.need-facts dd { display: inline; margin: 0; overflow-wrap: anywhere; } .need-facts code { color: var(--soft); font-size: .8125em; } .need details { margin: .15rem 0 0; } #needs > .needs { max-width: none; }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; margin: .35rem 0; font-size: .9375rem; }
.facts dt { color: var(--soft); } .facts dd { margin: 0; overflow-wrap: anywhere; }
.counts { display: flex; flex-wrap: wrap; gap: .1rem 1.25rem; font-size: .9375rem; } .counts data { font-weight: 600; }
.scroll { position: relative; overflow-x: auto; margin: .5rem 0 1rem;
  background: linear-gradient(to right, var(--ground) 30%, transparent) left / 2.5rem 100% no-repeat local, linear-gradient(to left, var(--ground) 30%, transparent) right / 2.5rem 100% no-repeat local,
    linear-gradient(to right, rgb(27 31 36 / 22%), transparent) left / .8rem 100% no-repeat, linear-gradient(to left, rgb(27 31 36 / 22%), transparent) right / .8rem 100% no-repeat; }
table { border-collapse: collapse; font-size: .875rem; }
caption { text-align: left; font-weight: 600; padding: .25rem 0; color: var(--soft); font-size: .8125rem; position: sticky; left: 0; max-width: calc(100vw - 3rem); }
th, td { padding: .3rem .6rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
thead th { background: var(--pale); border-bottom: 2px solid var(--line); white-space: nowrap; }
tbody th { font-weight: 600; } tbody th:not(.wide) { white-space: nowrap; }
.numeric { text-align: right; font-variant-numeric: tabular-nums; }
.wide { overflow-wrap: anywhere; min-width: 8rem; } td.wide:has(ul, dl, p), th.wide { min-width: 12rem; }
code { font: .875em/1.4 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
details { margin: .4rem 0; } summary { cursor: pointer; color: #0550ae; }
.empty, .more { color: var(--soft); }
.sum { margin: .5rem 0 .75rem; padding: .5rem .9rem .45rem; border: 1px solid var(--line); border-left: .35rem solid var(--pass); border-radius: .35rem; width: fit-content; max-width: 100%; min-width: min(32rem, 100%); }
.sum.broken { border-color: var(--fail); background: var(--fail-pale); } .sum p { margin: 0; }
.sum-terms { display: flex; flex-wrap: wrap; align-items: baseline; gap: .1rem .6rem; } .sum-part { display: inline-flex; align-items: baseline; gap: .6rem; } .sum-term { display: inline-flex; flex-direction: column; max-width: 14rem; }
.sum-term :is(data, .nothing) { font-size: 1.375rem; font-weight: 700; line-height: 1.15; font-variant-numeric: tabular-nums; } .sum-word { font-size: .8125rem; color: var(--soft); line-height: 1.3; } .sum-sign { font-size: 1.2rem; color: var(--soft); white-space: pre; }
.sum-term.good data { color: var(--pass); } .sum-term.bad data { color: var(--fail); } .sum-term.none data { color: var(--soft); font-weight: 400; }
.sum-share { display: flex; gap: 1px; height: .4rem; margin: .3rem 0 .2rem; border-radius: .2rem; overflow: hidden; background: var(--na-pale); } .sum-share > span { min-width: 2px; }
.sum-share .good { background: var(--pass); } .sum-share .bad { background: var(--fail); } .sum-share .same { background: #7d8894; } .sum-share .rest { background: #b8c0c8; }
.sum-proof { font-size: .8125rem; color: var(--soft); } .sum-alarm { color: var(--fail); font-weight: 700; }
figure { margin: 1rem 0; } figcaption { font-size: .875rem; color: var(--soft); } .drawing svg { display: block; }
[popover] { max-width: min(34rem, 92vw); max-height: 80vh; overflow: auto; padding: .75rem 1rem; color: var(--ink); background: var(--ground); font-size: .875rem; border: 1px solid var(--soft); border-radius: .5rem;
  box-shadow: 0 .5rem 1.5rem rgb(0 0 0 / 25%); } [popover] p { margin: .25rem 0; font-weight: 600; }
@supports not selector(:popover-open) { [popover] { display: none; } }
@supports (position-area: bottom span-right) { @media (min-width: 40.01rem) { [popover] { position-area: bottom span-right; position-try-fallbacks: flip-block, flip-inline, flip-block flip-inline; margin: .25rem 0; } } }
footer { margin-top: 3rem; border-top: 1px solid var(--line); font-size: .875rem; color: var(--soft); }
@media (max-width: 40rem) { caption { max-width: calc(100vw - 1.5rem); } nav ol { gap: .1rem 1rem; font-size: .9375rem; } h2 { margin-top: 2rem; } body { padding: 0 .75rem 2rem; } .level { margin: 0 -.75rem; padding: .35rem .75rem; } .verdict { padding: .9rem; gap: .75rem; }
  .verdict > .letter { font-size: 1.5rem; } .verdict h1 { font-size: 1.35rem; } .facts { grid-template-columns: 1fr; } .facts dt { margin-top: .3rem; } }
@media (forced-colors: active) { .letter, .fault, .unsure, .odd, .deid-fate, .protocol-share, .answer { border: 1px solid; } .sum-share, .sum-share > span, .gauge, .drawing svg { forced-color-adjust: none; }
  .drawing svg { background: #ffffff; } .verdict, .need, .judged, .sum { border-left-width: .5rem; } tr.fail > :first-child, tr.not-evaluable > :first-child, tr.warn > :first-child { border-left: .3rem solid; } }
@media print { @page { margin: 14mm; } html { font-size: 9pt; } body { max-width: none; padding: 0; line-height: 1.4; } nav, .skip { display: none; } .level { margin: 0; }
  details::details-content { content-visibility: visible; display: block; height: auto; } summary { list-style: none; color: var(--soft); font-weight: 600; } summary::marker { content: ""; }
  .scroll { overflow: visible; background: none; } .drawing svg { max-width: 100%; height: auto; max-height: 175mm; } a { color: inherit; text-decoration: none; } * { print-color-adjust: exact; }
  table, caption, figcaption, .facts, .counts, .need-origin, .need-facts, .severity, .sum-word { font-size: 7.5pt; } table, caption { max-width: 100%; } caption { position: static; }
  th:not(.turned), td { padding: 1.5pt 3pt; } :is(td, th:not(.turned)), :is(td, th:not(.turned)) * { white-space: normal !important; min-width: 0 !important; } td code, th code, .wide, .wide *, td .when, td .id { overflow-wrap: anywhere; } table:has(thead th:nth-child(10)) { font-size: 6.5pt; } table:has(thead th:nth-child(10)) :is(th:not(.turned), td) { padding-inline: 2pt; }
  tr, .need, figure, .sum, .verdict { break-inside: avoid; } tr:has(dl, li + li + li + li) { break-inside: auto; } h2, h3, h4, h5, summary, caption, thead { break-after: avoid; } tbody > tr:first-child { break-before: avoid; }
  td .facts { display: block; } td .facts :is(dt, dd) { display: inline; } td .facts dt::after { content: " "; } td .facts dd::after { content: " · "; color: var(--soft); } td .facts dd:last-child::after { content: none; } }
`;

/** The style of a part, for its chapters alone; without weight, so that it reads as if it stood on its own. */
function within(chapters: readonly ChapterId[], css: string): string {
  return `:where(${chapters.map((id) => `#${id}`).join(', ')}) {${css}}`;
}

/** The style sheet of a page, that of every part included. */
export const STYLE = [
  BASE,
  within(['trial', 'other'], TRIAL_STYLE),
  within(['delivery', 'identity'], DELIVERY_STYLE),
  within(['deid'], DEID_STYLE),
  within(['protocol'], PROTOCOL_STYLE),
  within(['motion', 'quality'], MOTION_STYLE),
  within(['measurements', 'response'], RESPONSE_STYLE),
  within(['measurements', 'response'], MEASUREMENTS_STYLE),
].join('\n');
