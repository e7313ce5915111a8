/** The panel's look: the tokens of the visual language, light and dark. */
export const style: string = `
:host{all:initial;color-scheme:light dark;--bg:#fff;--sunken:#eef0f4;--line:#dfe3ea;--ink:#121a28;--ink-2:#465164;--mark:#ffcb05;
--good:#0a7a5a;--bad:#c0361b;--warn:#8a5200;--s1:#6f91dc;--s2:#4169e1;--s3:#27379b;--s4:#1f9a79;--s5:#0b6b52}
@media(prefers-color-scheme:dark){:host{--bg:#141b26;--sunken:#0f1620;--line:#2b3749;--ink:#e9eef6;--ink-2:#b2bdcd;
--good:#45d3a4;--bad:#ff9277;--warn:#f2b950;--s1:#5473b4;--s2:#6f94f5;--s3:#b3c5ff;--s4:#2f9c7e;--s5:#7fe3c3}}
*{box-sizing:border-box;margin:0;padding:0}
:focus-visible{outline:2px solid var(--s2);outline-offset:-2px}
aside,.reopen{position:fixed;z-index:2147483647;background:var(--bg);border:1px solid var(--line);box-shadow:0 8px 28px -8px rgb(0 0 0/.4)}
aside{inset:12px 12px 12px auto;width:360px;border-radius:14px;overflow:auto;overscroll-behavior:contain;overflow-wrap:anywhere;scrollbar-width:thin;color:var(--ink);font:12px/1.45 system-ui,sans-serif;font-variant-numeric:tabular-nums}
header,.now,.tags{display:flex;flex-wrap:wrap;align-items:center;gap:6px 9px;margin-bottom:8px}
header{position:sticky;top:0;z-index:1;margin:0;background:inherit;padding:8px 8px 8px 16px;border-bottom:1px solid var(--line);border-top:3px solid var(--mark)}
b{font-weight:650}
header b,.say{font-size:13px}
button{font:inherit;color:var(--ink-2);background:none;border:0;cursor:pointer}
.close{width:28px;height:28px;margin-left:auto;border-radius:6px}
.close:hover,summary:hover,.say,.tag{background:var(--sunken)}
.reopen{right:12px;bottom:12px;width:40px;height:40px;border-radius:50%}
.mark{display:inline-block;width:13px;height:13px;background:var(--mark);transform:rotate(45deg);border-radius:2px;box-shadow:inset 0 0 0 1.2px rgb(18 26 40/.85);forced-color-adjust:none}
section{padding:14px 16px 16px}
section+section,details ul{border-top:1px solid var(--line)}
h2,h3{font-weight:600;margin-bottom:8px}
h3{margin:10px 0 4px}
li{list-style:none}
h2,h3,time,dt,small,.tag{font-size:11px}
h2,h3,time,dt,small,.tag,p,.row span{color:var(--ink-2)}
time,dt,.now small{white-space:nowrap}
.now{margin-left:3px}
.now b{font-size:20px}
.now small{margin-left:auto}
.say{text-wrap:pretty;border-radius:8px;padding:8px 10px;margin-bottom:10px;color:var(--ink)}
.belief,.reason,.condition,.row,dl,summary{display:grid;gap:4px 9px;align-items:center;padding:2px 0}
.belief{grid-template-columns:104px 1fr 36px}
.reason{grid-template-columns:1fr 72px 34px}
li small{text-align:right}
.belief small{white-space:nowrap}
.belief[aria-current=true]{font-weight:650}
.bar{height:8px;background:var(--line);border-radius:4px;overflow:hidden}
.bar i{display:block;height:100%;forced-color-adjust:none}
.reason .bar{background:linear-gradient(var(--line),var(--line)) 50%/1px 100% no-repeat}
details{border:1px solid var(--line);border-radius:9px;margin-top:7px;overflow:hidden}
summary{cursor:pointer;padding:8px 10px;grid-template-columns:auto 1fr auto}
summary::-webkit-details-marker{display:none}
summary small{grid-column:1/-1;font-size:12px}
summary::after{content:"▾";grid-area:1/3}
[open]>summary::after{content:"▴"}
.tag{border-radius:5px;padding:1px 6px;font-weight:600}
[data-tone=good]{color:var(--good)}
[data-tone=warn]{color:var(--warn)}
[data-tone=bad]{color:var(--bad)}
[data-tone]{background:color-mix(in srgb,currentColor 11%,var(--bg))}
details ul{padding:6px 10px}
.condition{grid-template-columns:22px 1fr 40%}
code{font:11px ui-monospace,monospace}
.row,dl{grid-template-columns:42px 1fr;align-items:baseline}
.row span{margin-left:6px}
dl{grid-template-columns:auto 1fr}
@media(max-width:640px){aside{inset:auto 0 0;width:auto;max-height:60vh;border-radius:14px 14px 0 0}.reopen{right:auto;left:12px}}`;
