#pragma once
#include <string_view>

namespace bandwagon::render {

// The style sheet of digest_html(): one measure of text, system fonts, two inks and one accent, light and dark, print.
inline constexpr std::string_view kDigestStyle = R"css(
:root { color-scheme: light dark; --paper: #fdfcfa; --ink: #1d1c1a; --soft: #67635c; --line: #e2ddd4; --bar: #c3bbad;
  --accent: #b3401a; --wash: #f5f1ea; }
@media (prefers-color-scheme: dark) { :root { --paper: #171614; --ink: #e9e5dd; --soft: #a39d92; --line: #37332d;
  --bar: #5b554b; --accent: #f0926b; --wash: #211f1c; } }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.0625rem/1.55 Charter, "Bitstream Charter",
  "Sitka Text", Cambria, "DejaVu Serif", Georgia, serif; overflow-wrap: break-word; }
main { max-width: 40rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; }
h1, h2, h3, p, ul, dl, figure { margin: 0; }
h1 { font-size: 1.9rem; line-height: 1.2; font-weight: 600; letter-spacing: -.01em; }
h2 { font-size: 1.4rem; line-height: 1.25; font-weight: 600; text-wrap: balance; }
h3, .reason, .note, .numbers dt, figcaption, footer { font-family: system-ui, -apple-system, "Segoe UI", Roboto,
  "Helvetica Neue", "Noto Sans", "DejaVu Sans", sans-serif; }
h3 { font-size: .8125rem; font-weight: 600; color: var(--soft); margin-bottom: .35rem; }
.reason { font-size: .8125rem; font-weight: 600; color: var(--accent); margin-bottom: .2rem; }
.summary { font-size: 1.15rem; margin-top: .6rem; color: var(--soft); }
.headline { margin-top: .5rem; }
article, .short { margin-top: 3rem; padding-top: 1.5rem; border-top: 1px solid var(--line); }
article > section { margin-top: 1.5rem; }
.note { font-size: .8125rem; line-height: 1.5; color: var(--soft); }
article > .note { margin-top: 1rem; } article > .note + .note { margin-top: .2rem; }
details { margin-top: 1.25rem; } summary { cursor: pointer; padding: .35rem 0; font-size: .9375rem; color: var(--soft); }
summary:focus-visible { outline: 2px solid var(--accent); } details section { margin-top: 1rem; }
.numbers { display: grid; grid-template-columns: repeat(auto-fill, minmax(8.2rem, 1fr)); gap: 1rem 1.5rem; margin-top: 1.25rem; }
.numbers div { display: flex; flex-direction: column-reverse; justify-content: flex-end; }
.numbers dd { margin: 0; font-size: 1.75rem; line-height: 1.2; white-space: nowrap; font-variant-numeric: tabular-nums lining-nums; }
.numbers dt { font-size: .8125rem; line-height: 1.4; color: var(--soft); }
.numbers span { display: block; }
.reason::first-letter { text-transform: uppercase; }
.chart { margin-top: 1.75rem; }
.plot { position: relative; padding-top: 1.35rem; border-bottom: 1px solid var(--line); }
.plot svg { display: block; width: 100%; overflow: visible; } .plot .bars { height: 7rem; }
.plot .b { fill: var(--bar); } .plot .s { fill: var(--accent); }
.plot .e { fill: none; stroke: var(--ink); stroke-width: 1.5; stroke-dasharray: 1 3; stroke-linecap: round;
  vector-effect: non-scaling-stroke; }
.plot .r { fill: none; stroke: var(--accent); stroke-width: 1; vector-effect: non-scaling-stroke; }
.plot .w { fill: var(--accent); opacity: .14; } .plot .l { fill: none; stroke: var(--accent); stroke-width: 2;
  vector-effect: non-scaling-stroke; stroke-linejoin: round; }
.lags .plot svg { height: 4rem; } .lags .plot, .herd .plot { padding-top: .3rem; } .herd .plot svg { height: 6rem; }
.map .plot svg { height: 15rem; } .map text { font: .75rem system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue",
  "Noto Sans", "DejaVu Sans", sans-serif; fill: var(--ink); } .map .a { fill: var(--soft); } .map .g { stroke: var(--line); }
.map .d { fill: var(--bar); } .map .n { fill: var(--accent); }
.plot .flag { position: absolute; top: 0; left: 0; height: 1.5rem; pointer-events: none; }
.flag text { font: .8125rem system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "DejaVu Sans", sans-serif;
  fill: var(--accent); }
figcaption { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem; margin-top: .4rem; font-size: .75rem;
  color: var(--soft); }
.key { order: 1; flex-basis: 100%; }
.k { display: inline-block; margin: 0 .3rem 0 0; vertical-align: middle; }
.k.b { width: .6rem; height: .6rem; background: var(--bar); }
.k.s { width: .6rem; height: .6rem; background: var(--accent); border-radius: 50%; } .map .k.b { border-radius: 50%; margin-left: .8rem; }
.k.e { width: 1.1rem; margin-left: .8rem; border-top: 2px dotted var(--ink); }
.tie { padding: 1rem 1.1rem; background: var(--wash); border-radius: .3rem; }
.tie .plain { margin-top: .6rem; } .tie .note { margin-top: .6rem; }
ul { padding-left: 1.1rem; }
.plain { font-size: .9375rem; } .plain li::marker { color: var(--soft); }
.papers { list-style: none; padding: 0; } .short .papers, .short .plain { margin-top: .75rem; } .short h3 { margin-top: 1.25rem; }
.glance { list-style: none; padding: 0; margin-top: 1.25rem; } .glance li { padding: .45rem 0; border-top: 1px solid var(--line); }
.glance a { text-decoration: none; font-weight: 600; } .glance .note { display: block; }
.papers li + li { margin-top: .6rem; }
.papers .title { display: block; line-height: 1.4; } .papers .note { display: block; }
a { color: inherit; text-decoration-color: var(--accent); text-underline-offset: .15em; }
a:hover { color: var(--accent); } a:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
code { font: .8125rem/1.4 ui-monospace, "Cascadia Mono", Menlo, "DejaVu Sans Mono", monospace; color: var(--ink); background: var(--wash);
  padding: .1rem .35rem; border-radius: .2rem; }
footer { margin-top: 3rem; padding-top: 1rem; border-top: 1px solid var(--line); font-size: .8125rem; color: var(--soft); }
@media (max-width: 30rem) { main { padding: 1.5rem 1rem 3rem; } h1 { font-size: 1.5rem; } h2 { font-size: 1.25rem; }
  .numbers { grid-template-columns: 1fr 1fr; } .plot .bars { height: 5.5rem; } }
@media print { :root { --paper: #fff; --ink: #000; --soft: #444; --line: #bbb; --bar: #bbb; --accent: #000; --wash: #fff; }
  main { max-width: none; padding: 0; } article { break-inside: auto; } li, .numbers, .chart, .tie { break-inside: avoid; }
  .tie { border: 1px solid var(--line); } .plot * { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
)css";

}  // namespace bandwagon::render
