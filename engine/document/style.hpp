// The document's looks: one column to read, cards for rules; light, dark and on paper. Text has a contrast of 7 : 1 or more.
#pragma once

namespace rettesnor::document {

inline constexpr const char* style = R"css(
:root { color-scheme: light dark; --paper: #ffffff; --ink: #1a1a1a; --soft: #444444; --line: #d5dade; --band: #f2f5f8; --link: #004b87; --bar: #0072B2; --mark: #7a2e00; --must: #004b87; --should: #0d5040; --may: #444444; }
@media screen and (prefers-color-scheme: dark) {
  :root { --paper: #14181c; --ink: #eeeeee; --soft: #c6cacd; --line: #3a4249; --band: #1d2329; --link: #9dd0ff; --bar: #4aa8e0; --mark: #ffc28f; --must: #9dd0ff; --should: #86dcc4; --may: #c6cacd; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
header, main, footer { max-width: 62rem; margin: 0 auto; padding: 0 1.5rem; }
header { padding-top: 2.2rem; }
h1 { font-size: 2.1rem; line-height: 1.15; margin: 0 0 .3rem; letter-spacing: -.01em; }
h2 { font-size: 1.5rem; line-height: 1.25; margin: 3rem 0 .8rem; padding-top: 1rem; border-top: 3px solid var(--ink); }
h3 { font-size: 1.2rem; line-height: 1.3; margin: 2rem 0 .3rem; }
h4 { font-size: 1.05rem; margin: 1.4rem 0 .3rem; }
h5, h6 { font-size: 1rem; margin: 1.2rem 0 .3rem; }
p, li, blockquote { max-width: 46rem; }
h1, h2, h3, h4, h5, h6, p, li, summary { overflow-wrap: anywhere; }
a { color: var(--link); overflow-wrap: anywhere; }
a:focus-visible, summary:focus-visible, .wide:focus-visible, pre:focus-visible { outline: 3px solid var(--bar); outline-offset: 2px; }
.skip { position: absolute; left: -100rem; }
.skip:focus { position: static; }
.card { border-left: 4px solid var(--bar); padding: .1rem 0 .4rem 1.1rem; margin: 1.6rem 0; }
.card > :first-child { margin-top: .3rem; padding-top: 0; border-top: 0; }
.says { font-size: 1.08rem; background: var(--band); padding: .7rem .9rem; margin: .5rem 0; max-width: 50rem; }
.meta, .note, .asof { color: var(--soft); font-size: .9rem; margin: .3rem 0; max-width: 50rem; }
.binding { font-weight: 700; }
.must { color: var(--must); } .should { color: var(--should); } .may, .suggestion { color: var(--may); }
.mark { color: var(--mark); font-weight: 600; font-style: italic; white-space: nowrap; }
.cites, .terms { margin: .3rem 0; padding-left: 1.2rem; font-size: .92rem; }
td .cites { padding-left: 1rem; margin: 0; }
.exception { border-left: 2px solid var(--line); padding-left: .9rem; margin: .6rem 0; }
.exception > p:first-child { margin-top: 0; }
dfn { font-weight: 600; font-style: normal; }
code { font: .88em ui-monospace, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
pre { background: var(--band); padding: .7rem .9rem; overflow-x: auto; line-height: 1.4; max-width: 100%; }
pre code { overflow-wrap: normal; }
.hash { font-size: .72rem; }
.wide { overflow-x: auto; max-width: 100%; }
table { border-collapse: collapse; font-size: .9rem; line-height: 1.42; margin: .5rem 0; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: 600; padding: .3rem 0; }
th, td { padding: .3rem .7rem .3rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; min-width: 5rem; overflow-wrap: break-word; }
thead th { border-bottom: 2px solid var(--ink); vertical-align: bottom; }
tbody th { font-weight: 400; }
.numbers td { text-align: right; }
.numbers th:not(:first-child) { text-align: right; }
.examples td:nth-child(2) { min-width: 16rem; }
figure { margin: .8rem 0; break-inside: avoid; }
figcaption { color: var(--soft); font-size: .9rem; max-width: 46rem; }
svg.picture { width: 100%; max-width: 46rem; height: auto; display: block; }
svg.picture text { font: 13px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; fill: var(--ink); }
.axis { stroke: var(--ink); stroke-width: 1.5; } .bar { fill: var(--bar); } .end { fill: var(--ink); }
summary { cursor: pointer; padding: .25rem 0; color: var(--link); }
nav ul { list-style: none; margin: .4rem 0; padding: 0; columns: 20rem; gap: 2rem; font-size: .95rem; }
nav li { break-inside: avoid; padding: .1rem 0; }
footer { color: var(--soft); font-size: .88rem; padding-top: 2rem; padding-bottom: 3rem; }
@media (max-width: 40rem) { header, main, footer { padding-left: 1rem; padding-right: 1rem; } h1 { font-size: 1.6rem; } .card { padding-left: .7rem; } }
@media print {
  @page { size: A4; margin: 18mm 16mm; }
  header, main, footer { max-width: none; padding: 0; }
  :root { font-size: 10pt; }
  table { font-size: 8pt; width: 100%; }
  .examples td:nth-child(2) { min-width: 0; }
  th, td { min-width: 0; }
  pre { font-size: 7.5pt; white-space: pre-wrap; }
  .wide, pre { overflow: visible; }
  thead { display: table-header-group; }
  tr, figure, .says { break-inside: avoid; }
  h1, h2, h3, h4, h5, .meta, summary { break-after: avoid; }
  .skip { display: none; }
  details::details-content { content-visibility: visible; height: auto; }
  summary { color: var(--ink); list-style: none; font-weight: 600; }
}
)css";

}  // namespace rettesnor::document
