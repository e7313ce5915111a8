/** The card's look: the tokens of the visual language where the page sets them, else the colour scheme of the page. */
export const cardStyle: string = `
section{position:fixed;z-index:2147483646;bottom:max(16px,env(safe-area-inset-bottom));box-sizing:border-box;width:min(400px,100% - 32px);max-height:calc(100% - 32px);overflow:auto;padding:16px 18px;padding-inline-end:52px;display:grid;gap:8px;justify-items:start;overflow-wrap:anywhere;white-space:pre-line;font-size:15px;line-height:1.45;text-align:start;color:var(--wm-ink,CanvasText);background:var(--wm-surface,Canvas);border:1px solid var(--wm-line,#8886);border-radius:calc(var(--wm-r,10px)*1.4);box-shadow:var(--wm-shadow,0 8px 28px -8px #0006)}
.left{left:16px}.right{right:16px}.top{top:16px;bottom:auto}
.rescue{border-inline-start:4px solid var(--wm-bad,#c0361b)}
p{margin:0}
b{font-size:17px;line-height:1.3;text-wrap:balance}
p{color:var(--wm-ink-2,CanvasText)}
small{font-size:13px;color:var(--wm-ink-3,CanvasText)}
code{font-weight:600;padding:8px 12px;border:1px dashed;border-radius:var(--wm-r,10px);user-select:all;-webkit-user-select:all}
div{display:flex;flex-wrap:wrap;gap:8px;margin-top:4px}
div p{flex-basis:100%}
a,button{font:inherit;font-weight:600;color:inherit;background:none;box-sizing:border-box;min-height:40px;padding:8px 14px;border:1px solid var(--wm-line-2,#8888);border-radius:var(--wm-r,10px);text-decoration:none;cursor:pointer}
@media(forced-colors:none){.take{border-color:#0000;color:var(--wm-on-action,Canvas);background:var(--wm-action,CanvasText)}}
section>button{position:absolute;top:6px;inset-inline-end:6px;min-width:40px;padding:0;border:0;font-weight:400}
:focus-visible{outline:2px solid var(--wm-action,currentColor);outline-offset:2px}
@media(prefers-reduced-motion:no-preference){section{animation:c .15s ease-out}@keyframes c{from{opacity:0;transform:translateY(8px)}}}`;
