import { widths } from './table.js';

/** The style sheet of the page: one file, no fonts or pictures from elsewhere. Colors meet 4.5:1 for text in both schemes. */
export const style = `
:root{color-scheme:light dark;--paper:#fff;--soft:#f5f7f9;--ink:#1c2228;--dim:#56606b;--line:#d4dae0;--strong:#8c96a0;--link:#0a4f94;
--blocker:#a3142b;--high:#944300;--medium:#6b5200;--low:#2c5a85;--info:#56606b;--good:#1a6341;
--c1:#0d4a86;--c2:#3f7fbf;--c4:#ab620b;--c5:#6a7480;--on1:#fff;--on2:#fff;--on4:#fff;--on5:#fff}
@media screen and (prefers-color-scheme:dark){:root{--paper:#14181c;--soft:#1c2228;--ink:#e6eaee;--dim:#a5afb9;--line:#343c44;--strong:#75808b;--link:#8ec2f2;
--blocker:#ff8f9d;--high:#f6ad6b;--medium:#e2c767;--low:#9cc8f0;--info:#a5afb9;--good:#7fd3a8;
--c1:#a9cdf2;--c2:#5f9bd8;--c4:#dfa153;--c5:#98a3ae;--on1:#10151a;--on2:#10151a;--on4:#10151a;--on5:#10151a}}
*{box-sizing:border-box}
html{scroll-behavior:auto;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.55 "Segoe UI",system-ui,-apple-system,"Helvetica Neue","Noto Sans","Liberation Sans",Arial,sans-serif;overflow-wrap:break-word}
.skip{position:absolute;left:-100vw}
.skip:focus{left:1rem;top:1rem;background:var(--paper);padding:.5rem 1rem;z-index:1}
a{color:var(--link);text-underline-offset:.15em}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}
:target{scroll-margin-top:1rem}
tr:target>*,article:target>h4{background:color-mix(in srgb,var(--link) 12%,var(--paper))}
header,main,footer{max-width:70rem;margin:0 auto;padding:0 1.5rem}
header{padding-top:2.5rem}
.kicker{margin:0;color:var(--dim);font-size:.875rem;letter-spacing:.04em}
h1{margin:.125rem 0 .25rem;font-size:1.9rem;line-height:1.2;font-weight:650}
h2{margin:3rem 0 .75rem;padding-top:.75rem;border-top:2px solid var(--ink);font-size:1.3rem;line-height:1.3;font-weight:650}
h3{margin:2rem 0 .5rem;font-size:1.0625rem;line-height:1.35;font-weight:650}
h4{margin:0 0 .25rem;font-size:1rem;line-height:1.4;font-weight:650}
p,ul,ol,dl{margin:.5rem 0 .75rem;max-width:46rem}
li{margin:.2rem 0}
.dim{color:var(--dim)}
.small{font-size:.875rem}
code{font:.875em/1.4 ui-monospace,"Cascadia Mono","SFMono-Regular",Consolas,"Liberation Mono",monospace;overflow-wrap:anywhere}
.verdict{margin:1.5rem 0;padding:1rem 1.25rem;border:1px solid var(--line);border-left:.375rem solid var(--tone);background:var(--soft)}
.verdict p{margin:0;max-width:none}
.verdict .word{font-size:1.3rem;font-weight:650;line-height:1.35;color:var(--tone)}
.good{--tone:var(--good)}.warn{--tone:var(--high)}.stop{--tone:var(--blocker)}
.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(8rem,1fr));gap:0 1.5rem;margin:1.25rem 0;max-width:none}
.facts div{padding:.5rem 0;border-top:1px solid var(--line)}
.facts dt{font-size:.875rem;color:var(--dim)}
.facts dd{margin:0;font-size:1.375rem;line-height:1.3;font-weight:600;font-variant-numeric:tabular-nums}
.who{display:grid;grid-template-columns:max-content 1fr;gap:.125rem 1.25rem;font-size:.9375rem;max-width:none;margin:1rem 0 0}
.who dt{color:var(--dim)}
.who dd{margin:0;min-width:0}
nav.toc{margin:1.5rem 0 0;padding:.75rem 0 0;border-top:1px solid var(--line)}
nav.toc h2{margin:0 0 .25rem;padding:0;border:0;font-size:.875rem;font-weight:600;color:var(--dim)}
nav.toc ol{columns:3 14rem;column-gap:2rem;margin:0;padding-left:1.5rem;max-width:none}
nav.toc li{margin:0;padding:.15rem 0;break-inside:avoid}
nav.toc a{display:inline-block;min-height:24px}
table{width:100%;margin:.75rem 0 1.25rem;border-collapse:collapse;font-size:.9rem;line-height:1.45;font-variant-numeric:tabular-nums}
caption{padding:0 0 .375rem;text-align:left;font-size:.875rem;color:var(--dim)}
th,td{padding:.4375rem .75rem .4375rem 0;border-bottom:1px solid var(--line);text-align:left;vertical-align:top;font-weight:400;overflow-wrap:anywhere}
th:last-child,td:last-child{padding-right:0}
thead th{border-bottom:1px solid var(--strong);font-size:.8125rem;font-weight:600;color:var(--dim);vertical-align:bottom;overflow-wrap:normal}
tbody th{font-weight:600}
tfoot th,tfoot td{border-top:1px solid var(--strong);border-bottom:0;font-weight:650}
${widths.map((width) => `.w${String(width)}{width:${String(width)}%}`).join('')}
.n{text-align:right;white-space:nowrap;padding-right:1.5rem}
bdi{unicode-bidi:isolate}
.bar{display:block;margin:.5rem 0 .25rem}
.bar text{font-size:14px;font-weight:600;text-anchor:middle}
.bar rect{stroke:var(--paper);stroke-width:2px}
.swatch{vertical-align:-2px;margin-right:.125rem}
.defs{position:absolute}
rect.paper{fill:var(--paper)}
rect.c1{fill:var(--c1)}rect.c2{fill:var(--c2)}rect.c3{fill:url(#stripes-a)}rect.c4{fill:var(--c4)}rect.c5{fill:var(--c5)}rect.c6{fill:url(#stripes-b)}rect.c7{fill:var(--blocker)}
.swatch rect.c3,.swatch rect.c6{stroke:var(--c5);stroke-width:1px}
text.c1{fill:var(--on1)}text.c2{fill:var(--on2)}text.c4{fill:var(--on4)}text.c5,text.c7{fill:var(--on5)}
text.c3,text.c6{fill:var(--ink);paint-order:stroke;stroke:var(--paper);stroke-width:5px}
.s{white-space:nowrap;font-weight:600}
.s-blocker{color:var(--blocker)}.s-high{color:var(--high)}.s-medium{color:var(--medium)}.s-low{color:var(--low)}.s-info{color:var(--info)}
.yes{color:var(--good);font-weight:600}.no{color:var(--blocker);font-weight:600}.maybe{color:var(--medium);font-weight:600}
article{margin:1.25rem 0 2.25rem}
article>h4{font-size:1.0625rem}
article .do{margin-bottom:0}
article ol{margin-top:.125rem}
ul.wide{max-width:none}
article .meta{margin:0 0 .5rem;font-size:.875rem;color:var(--dim);max-width:none}
article .meta>span+span::before{content:" · ";color:var(--dim);font-weight:400}
article ol,article ul{padding-left:1.375rem}
.kind{display:block;color:var(--dim);font-weight:400;font-size:.8125rem}
.filter{margin:1rem 0;padding:.75rem 1rem;border:1px solid var(--line);background:var(--soft);display:flex;flex-wrap:wrap;gap:.75rem 1.25rem;align-items:end}
.filter[hidden]{display:none}
.filter label{font-size:.875rem}
.filter label.over{display:grid;gap:.125rem}
.filter fieldset{margin:0;padding:0;border:0;min-width:0;display:flex;flex-wrap:wrap;gap:.125rem .875rem;align-items:center;min-height:2.25rem}
.filter legend{padding:0;font-size:.875rem}
.filter fieldset label{display:inline-flex;gap:.375rem;align-items:center;min-height:1.75rem}
input[type=checkbox]{width:1.125rem;height:1.125rem;margin:.1875rem;accent-color:var(--link)}
input[type=search],select,button{font:inherit;font-size:.9375rem;min-height:2.25rem;padding:.25rem .5rem;color:var(--ink);background:var(--paper);border:1px solid var(--strong);border-radius:3px;max-width:100%}
button{padding:.25rem .875rem;cursor:pointer}
.filter p{flex-basis:100%;margin:0;font-size:.875rem;color:var(--dim)}
.check{list-style:none;padding:0;max-width:none}
.check>li{display:grid;grid-template-columns:1.5rem 1fr;gap:0 .25rem;padding:.5rem 0;border-bottom:1px solid var(--line);margin:0;break-inside:avoid}
.check>li::before{content:"";width:.875rem;height:.875rem;margin-top:.3rem;border:1.5px solid var(--strong)}
.check ol{margin:.125rem 0 0;padding-left:1.25rem;font-size:.9375rem;max-width:none}
.check p{margin:0;max-width:none}
.signs{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,22rem),1fr));gap:1.25rem 2.5rem;margin:1rem 0}
.sign{break-inside:avoid;padding-top:.5rem;border-top:1px solid var(--line)}
.sign h3{margin:0 0 .25rem}
.sign p{margin:0 0 .75rem;font-size:.9375rem}
.sign dl{display:grid;grid-template-columns:5.5rem 1fr;gap:.75rem .5rem;margin:0;font-size:.875rem}
.sign dt{color:var(--dim);padding-top:.75rem}
.sign dd{margin:0;border-bottom:1px solid var(--strong);min-height:2rem}
details{margin:.5rem 0}
summary{cursor:pointer;padding:.25rem 0;min-height:24px}
footer{margin-top:3rem;padding-top:1rem;padding-bottom:3rem;color:var(--dim);font-size:.875rem}
[hidden]{display:none!important}
@media screen and (max-width:44rem){
header,main,footer{padding-left:1rem;padding-right:1rem}
h1{font-size:1.5rem}
.who{grid-template-columns:1fr}.who dd{margin-bottom:.375rem}
table,caption,thead,tbody,tfoot,tr,th,td{display:block}
thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
tr{padding:.5rem 0;border-bottom:1px solid var(--line)}
th,td,th:last-child,td:last-child{padding:.125rem 0;border:0;text-align:left}
tbody td.n,tfoot td.n{display:inline-block;margin-right:1.5rem;white-space:normal;text-align:left}
[class^=w],[class*=' w']{width:auto}
tbody td::before,tfoot td::before{content:attr(data-l) ": ";color:var(--dim)}
td:empty{display:none}
tfoot td,tfoot th{border:0}
.signs{grid-template-columns:1fr}
}
@media (forced-colors:active){.bar rect,.swatch rect{forced-color-adjust:none}.verdict{border-left-width:.375rem}}
@media print{
@page{margin:16mm 15mm 18mm;@bottom-right{content:counter(page) " / " counter(pages);font-size:9pt}}
html{font-size:10pt}
body{font-size:1rem}
header,main,footer{max-width:none;padding:0}
header{padding-top:0}
.skip,.filter>:not(p){display:none!important}
.filter{border:0;padding:0;background:none}
.verdict{background:none}
h2,h3,h4,h2+p,caption,.meta,.do,article>p,.bar{break-after:avoid}
h2,p,article ol,table.short{break-inside:avoid}
thead{break-after:avoid}
thead{display:table-header-group}
tfoot{display:table-row-group}
tr,.sign,.check>li,svg{break-inside:avoid}
a{color:inherit}
a[href^="https"]::after{content:": " attr(href);font-size:8pt;overflow-wrap:anywhere}
details::details-content{content-visibility:visible;block-size:auto}
summary{list-style:none}
}
`;
