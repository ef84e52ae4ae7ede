// The page's looks: one column of calm text, tables that may scroll, light, dark and on paper. Text has a contrast of 7 : 1 or more.
#pragma once

namespace rettesnor::report {

inline constexpr const char* style = R"css(
:root { color-scheme: light dark; --paper: #ffffff; --ink: #1a1a1a; --soft: #444444; --line: #d5dade; --band: #f2f5f8; --link: #004b87; --bar: #0072B2; --bar-open: #9fcbe8; --tile: #2f7f6b; }
@media screen and (prefers-color-scheme: dark) {
  :root { --paper: #14181c; --ink: #eeeeee; --soft: #c6cacd; --line: #3a4249; --band: #1d2329; --link: #9dd0ff; --bar: #4aa8e0; --bar-open: #2c5570; --tile: #5cc0a6; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
header, main, footer { max-width: 84rem; margin: 0 auto; padding: 0 1.5rem; }
header { padding-top: 2.2rem; }
h1 { font-size: 2.1rem; line-height: 1.15; margin: 0 0 .3rem; letter-spacing: -.01em; }
h2 { font-size: 1.5rem; line-height: 1.25; margin: 3.2rem 0 .8rem; padding-top: 1rem; border-top: 3px solid var(--ink); }
h3 { font-size: 1.2rem; line-height: 1.3; margin: 2.8rem 0 .2rem; }
h4 { font-size: 1rem; margin: 1.4rem 0 .3rem; }
p, li { max-width: 46rem; }
a { color: var(--link); }
a:focus-visible, summary:focus-visible, .wide:focus-visible { outline: 3px solid var(--bar); outline-offset: 2px; }
.skip { position: absolute; left: -100rem; }
.skip:focus { position: static; }
.asof { color: var(--soft); margin: 0 0 1.2rem; }
.tiles { list-style: none; margin: 0 0 1.4rem; padding: 0; display: grid; grid-template-columns: repeat(auto-fit, minmax(12.5rem, 1fr)); gap: .7rem; }
.tiles li { background: var(--band); border-left: 4px solid var(--bar); padding: .7rem .9rem; font-size: .9rem; color: var(--soft); }
.tiles b { display: block; font-size: 1.45rem; line-height: 1.2; white-space: nowrap; color: var(--ink); font-variant-numeric: tabular-nums; }
.read { background: var(--band); padding: .3rem 1.1rem .6rem; margin: 0 0 1.2rem; }
.read p { max-width: 62rem; margin: .5rem 0; }
.read summary { font-weight: 600; }
nav ul { list-style: none; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: .3rem 1.4rem; }
.rules { columns: 22rem; gap: 2rem; display: block; font-size: .92rem; margin-top: .4rem; }
.rules li { break-inside: avoid; padding: .1rem 0; }
.note, .cite { color: var(--soft); font-size: .88rem; margin: .35rem 0; max-width: 62rem; }
.cite { overflow-wrap: anywhere; }
.wide { overflow-x: auto; max-width: 100%; }
table { border-collapse: collapse; min-width: min(100%, 24rem); font-size: .88rem; line-height: 1.4; font-variant-numeric: tabular-nums; margin: .5rem 0; }
caption { text-align: left; font-weight: 600; padding: .3rem 0; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
th, td { padding: .28rem .6rem; border-bottom: 1px solid var(--line); text-align: right; vertical-align: top; }
td { white-space: nowrap; }
thead th { border-bottom: 2px solid var(--ink); vertical-align: bottom; line-height: 1.25; }
th.t, td.t { text-align: left; }
td.t { white-space: normal; }
td.long, .identity td { overflow-wrap: anywhere; min-width: 12rem; }
tbody th { font-weight: 400; }
tbody th.rule { min-width: 20rem; max-width: 34rem; font-weight: 600; }
.sub { display: block; font-weight: 400; font-size: .8rem; color: var(--soft); overflow-wrap: anywhere; }
tbody tr:hover > * { background-color: var(--band); }
tr.total > * { border-top: 2px solid var(--ink); font-weight: 600; }
td.h { color: var(--soft); }
td.share { background: linear-gradient(90deg, var(--bar) 0 var(--a), var(--bar-open) var(--a) var(--b), var(--line) var(--b)) no-repeat .6rem 1.65rem / calc(100% - 1.2rem) 4px; padding-bottom: .7rem; min-width: 5.5rem; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
th.m, td.m { text-align: center; }
.months th.m { font-size: .72rem; font-weight: 600; padding: .28rem .2rem; }
.months td.m { padding: .1rem .2rem; }
.briefs { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(24rem, 100%), 1fr)); gap: 0 2.4rem; }
.briefs h3 { font-size: 1.05rem; margin: 1rem 0 .2rem; }
.briefs ul { margin: 0; padding-left: 1.1rem; }
.briefs li { margin: .25rem 0; }
td.some { color: var(--tile); }
figure { margin: .6rem 0 1.4rem; break-inside: avoid; }
svg.picture { width: 100%; max-width: 56rem; height: auto; display: block; }
svg.picture text { font: 12px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; fill: var(--ink); }
summary { cursor: pointer; padding: .3rem 0; color: var(--link); }
footer { color: var(--soft); font-size: .88rem; padding-top: 2rem; padding-bottom: 3rem; }
@media (max-width: 40rem) { header, main, footer { padding-left: 1rem; padding-right: 1rem; } h1 { font-size: 1.6rem; } }
@media print {
  @page { size: A4 landscape; margin: 14mm; }
  header, main, footer { max-width: none; padding: 0; }
  body { font-size: 9.5pt; }
  table { font-size: 7.2pt; }
  .wide { overflow: visible; }
  thead { display: table-header-group; }
  tr, figure, .tiles li, .briefs section { break-inside: avoid; }
  h2, h3, h4 { break-after: avoid; }
  svg.picture { max-width: 190mm; }
  nav, .skip { display: none; }
  details::details-content { content-visibility: visible; height: auto; }
  summary { color: var(--ink); list-style: none; }
}
)css";

}  // namespace rettesnor::report
