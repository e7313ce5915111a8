const STYLE = `
:root{color-scheme:light dark;--bg:#f5f6f8;--surface:#fff;--line:#dfe3ea;--ink:#121a28;--ink-2:#465164;--ink-3:#5b667b;--bar:#4169e1;--sunken:#eef0f4}
@media(prefers-color-scheme:dark){:root{--bg:#0c1118;--surface:#141b26;--line:#263142;--ink:#e9eef6;--ink-2:#b2bdcd;--ink-3:#8b98ac;--bar:#6f94f5;--sunken:#0f1620}}
*{box-sizing:border-box}body{margin:0;background:var(--bg);color:var(--ink);font:15px/1.5 ui-sans-serif,system-ui,-apple-system,"Segoe UI",Roboto,Arial,sans-serif;font-variant-numeric:tabular-nums}
main{max-width:1180px;margin:0 auto;padding:26px 22px 60px}h1{font-size:23px;letter-spacing:-.015em;margin:0}h2{font-size:16px;margin:0 0 10px;letter-spacing:-.01em}p{margin:0}
.note{color:var(--ink-3);font-size:13px}.top{display:flex;flex-wrap:wrap;gap:4px 20px;align-items:baseline;justify-content:space-between;margin-bottom:20px}
.tiles,.cols{display:grid;gap:16px;grid-template-columns:repeat(auto-fit,minmax(min(100%,200px),1fr))}.cols{grid-template-columns:repeat(auto-fit,minmax(min(100%,300px),1fr));margin:16px 0}
.box{background:var(--surface);border:1px solid var(--line);border-radius:14px;padding:16px 18px;min-width:0}.tile b{display:block;font-size:28px;letter-spacing:-.025em;line-height:1.2}
.bars{display:grid;grid-template-columns:minmax(90px,auto) 1fr auto;gap:6px 12px;align-items:center;margin:0;font-size:14px}.bars dt,.bars dd{margin:0;overflow-wrap:anywhere}.bars dd+dd{text-align:right}
.track{fill:var(--sunken)}.bar{fill:var(--bar)}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:13px}th,td{text-align:left;padding:6px 10px 6px 0;border-bottom:1px solid var(--line);white-space:nowrap;max-width:340px;overflow:hidden;text-overflow:ellipsis}th{color:var(--ink-3);font-weight:500}a{color:inherit}code{font:12.5px ui-monospace,Menlo,Consolas,"DejaVu Sans Mono",monospace}`;

/**
 * What has arrived, for people. Pure.
 *
 * @param {{ counts: object, recent: object, still: boolean }} figures
 */
export function page({ counts, recent, still }) {
  const { touchpoints, repeats, visitors, byType, decisions } = counts;
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>Collector, ${touchpoints} touchpoints</title><style>${STYLE}</style></head><body><main>
<div class="top"><h1>Collector</h1><p class="note">${still ? '<a href="/">Refresh every five seconds</a>' : 'Refreshed every five seconds. <a href="/?still">Hold it</a>'} · <a href="/counts">counts as JSON</a></p></div>
<div class="tiles">${tile(touchpoints, 'touchpoints, each once')}${tile(repeats, 'repeats dropped by id')}${tile(visitors, 'visitors')}${tile(sum(decisions), 'decisions')}</div>
<div class="cols">${bars('Touchpoints by type', byType)}${bars('Stages entered', recent.stages)}${bars('Decisions', decisions)}</div>
<section class="box"><h2>The last twenty</h2>${recent.rows.length ? `<div class="scroll" tabindex="0" role="region" aria-label="The last twenty touchpoints"><table><thead><tr><th scope="col">At, UTC</th><th scope="col">Visitor</th><th scope="col">Place</th><th scope="col">Type</th><th scope="col">Decided</th><th scope="col">Data</th></tr></thead><tbody>${recent.rows.map(row).join('')}</tbody></table></div>` : '<p class="note">Nothing yet. Open the shop, allow statistics, and walk around.</p>'}</section></main></body></html>`;
}

function tile(value, label) {
  return `<div class="box tile"><b>${value}</b><span class="note">${label}</span></div>`;
}

function bars(title, tally) {
  const entries = Object.entries(tally);
  const most = Math.max(1, ...Object.values(tally));
  const lines = entries.map(
    ([name, count]) =>
      `<dt>${escaped(name)}</dt><dd><svg width="100%" height="8" aria-hidden="true"><rect width="100%" height="8" rx="4" class="track"/><rect width="${(100 * count) / most}%" height="8" rx="4" class="bar"/></svg></dd><dd>${count}</dd>`,
  );
  return `<section class="box"><h2>${title}</h2>${lines.length ? `<dl class="bars">${lines.join('')}</dl>` : '<p class="note">None yet.</p>'}</section>`;
}

function row({ clock, visitor, seq, type, decisions, data }) {
  return `<tr><td>${escaped(clock)}</td><td><code>${escaped(visitor.slice(0, 8))}</code></td><td>${seq}</td><td>${escaped(type)}</td><td>${escaped(decisions ?? '')}</td><td><code>${escaped((data ?? '').slice(0, 120))}</code></td></tr>`;
}

function sum(tally) {
  return Object.values(tally).reduce((total, count) => total + count, 0);
}

function escaped(text) {
  return String(text).replace(/[&<>"']/g, character => `&#${character.codePointAt(0)};`);
}
