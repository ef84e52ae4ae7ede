// The page's looks: one column of calm text, tables that may scroll, and a form for paper. Text on white has a contrast of 7 : 1 or more.
#pragma once

namespace rettesnor::report {

inline constexpr const char* style = R"css(
:root { color-scheme: light; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 78rem; background: #ffffff; color: #1a1a1a; font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .6rem; }
h2 { font-size: 1.4rem; margin: 2.6rem 0 .6rem; padding-top: .8rem; border-top: 2px solid #1a1a1a; }
h3 { font-size: 1.12rem; margin: 2.2rem 0 .2rem; }
p, li { max-width: 46rem; }
a { color: #004b87; }
a:focus-visible, summary:focus-visible, .wide:focus-visible { outline: 3px solid #0072B2; outline-offset: 2px; }
.skip { position: absolute; left: -100rem; }
.skip:focus { position: static; }
.lead { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .2rem 1.6rem; font-weight: 600; }
.note, .cite { color: #404040; font-size: .9rem; margin: .4rem 0; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-size: .88rem; font-variant-numeric: tabular-nums; margin: .6rem 0; }
caption { text-align: left; font-weight: 600; padding: .3rem 0; }
th, td { padding: .25rem .6rem; border-bottom: 1px solid #d0d0d0; text-align: right; vertical-align: top; }
thead th { border-bottom: 2px solid #1a1a1a; vertical-align: bottom; }
th.t, td.t { text-align: left; }
td.t { overflow-wrap: anywhere; }
tbody th { font-weight: 400; min-width: 9rem; }
tr.total > * { border-top: 2px solid #1a1a1a; font-weight: 600; }
td.h { color: #404040; }
figure { margin: .8rem 0 1.2rem; break-inside: avoid; }
svg.picture { width: 100%; max-width: 54rem; height: auto; display: block; }
svg.picture text { font: 12px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; fill: #1a1a1a; }
summary { cursor: pointer; padding: .3rem 0; color: #004b87; }
@media print {
  body { max-width: none; padding: 0; font-size: 9.5pt; }
  table { font-size: 7.5pt; }
  .wide { overflow: visible; }
  thead { display: table-header-group; }
  tr, figure { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
  nav, .skip { display: none; }
  details::details-content { content-visibility: visible; height: auto; }
  summary { color: #1a1a1a; list-style: none; }
}
)css";

}  // namespace rettesnor::report
