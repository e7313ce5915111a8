/** The list's look: the tokens of the visual language where the page sets them, else what the page itself looks like. */
export const railStyle: string = `
section{font-size:15px;line-height:1.45}
b{font-size:17px}
ul{display:grid;grid-auto-flow:column;grid-auto-columns:minmax(180px,300px);gap:12px;margin:12px 0 0;padding:2px;overflow-x:auto;scroll-snap-type:x proximity;list-style:none}
li{position:relative;scroll-snap-align:start;display:grid;gap:4px;align-content:start;padding:14px;color:var(--wm-ink,CanvasText);background:var(--wm-surface,Canvas);border:1px solid var(--wm-line,#8885);border-radius:var(--wm-r,10px);overflow-wrap:anywhere}
a{color:inherit;font-weight:600}
a::after{content:"";position:absolute;inset:0}
small{color:var(--wm-ink-2,inherit);font-size:13px}
:focus-visible{outline:2px solid var(--wm-action,currentColor);outline-offset:2px}`;
