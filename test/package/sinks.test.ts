import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Finding, findingsOf } from './scan.js';

const DIST = new URL('../../dist/', import.meta.url);
const ENGINE = /^(platform\/channel|waymark-lazy-engine)\.js$/;
const SLOTS = /^(experiences\/(slots|put-variant)|waymark-slots)\.js$/;
const CARD = /^(experiences\/nudge-card|waymark-nudges)\.js$/;
const COOKIE = /^(platform\/shared-cookie|waymark-lazy-share)\.js$/;
const FORMS = /^(capture\/forms|waymark-nudges)\.js$/;
const FIELDS = /^(inspect\/(bare-fields|show-checkout)|waymark-lazy-show-more)\.js$/;
const PANEL = /^(inspect\/(paint|panel)|waymark-panel)\.js$/;

/** What a rule is against and we do all the same: in which files, by which rule, how it looks, and why it is harmless. */
const ATTRIBUTES = /^(capture\/attributes|waymark-attributes)\.js$/;
const MARKUP =
  /^(capture\/(marked-nodes|wording|markup|read-magento|read-woocommerce)|waymark-(lazy-read-(magento|markup|woocommerce)|markup)\.js|waymark-lazy-read-magento)(\.js)?$/;
const EMBEDS = /^(capture\/embedded-videos|waymark-lazy-embedded-videos)\.js$/;
const FEED = /^(capture\/feed-rows|waymark-lazy-read-catalog)\.js$/;
const DECLARED = /^(capture\/pages|waymark-lazy-script-plugins)\.js$/;
const SCRIPT = /^waymark-lazy-script-plugins\.js$/;
const MARK = /^(runtime\/join|waymark\.iife)\.js$/;
const LOADERS = /^(platform\/load-script|waymark-lazy-words)\.js$/;
const QUEUES =
  /^(destinations\/|waymark-lazy-)(meta-pixel|google-ads|tiktok|pinterest|linkedin|microsoft-uet|klaviyo)-words\.js$|^(destinations\/hubspot-script|waymark-hubspot)\.js$/;
const EXCEPTIONS: readonly (readonly [files: RegExp, rule: string, text: RegExp, why: string])[] = [
  [ENGINE, 'ambient', /^(onmessage|postMessage)$/, 'a BroadcastChannel of our own; a message carries nothing'],
  [/^waymark-lazy-engine\.js$/, 'patch', /^\w+\.onerror=\(\)=>/, 'of a database request, in idb-keyval'],
  [
    /^(platform\/data-layer|waymark-lazy-(script-plugins|auto-consent))\.js$/,
    'patch',
    /^\w+\.push ?= ?\w+$/,
    'puts the own `push` of a `dataLayer` back',
  ],
  [/^waymark\.iife\.js$/, 'text of the page', /^\w+\.textContent$/, 'reads the JSON element `waymark-config`'],
  [/^waymark\.iife\.js$/, 'query', /^document\.querySelector\(["']script#waymark-config["']\)$/, 'that element'],
  [
    /^waymark\.iife\.js$/,
    'query',
    /^document\.querySelector\(['"`]script\[src\*=/,
    'its own element, where it is a module',
  ],
  [/^waymark\.iife\.js$/, 'read of the browser', /^document\.querySelector$/, 'those elements'],
  [
    /^capture\/consent\/do-not-track\.js$/,
    'read of the browser',
    /^navigator\.doNotTrack$/,
    'the visitor’s own refusal, where a site asks for it',
  ],
  [
    /^(capture\/app|waymark-app)\.js$/,
    'read of the browser',
    /^(navigator\.standalone|document\.fullscreenElement)$/,
    'whether the site was opened from a home screen, and no film fills it, where a site asks for it; no trait of the device',
  ],
  [
    LOADERS,
    'element',
    /^document\.createElement\(["']script["']\)$/,
    'the script of a vendor, where `load` asks for it',
  ],
  [LOADERS, 'text as code', /^trustedTypes$/, 'has the address of that script blessed where the page demands it'],
  [
    QUEUES,
    'patch',
    /^Object\.assign\(window, ?\{ ?(dataLayer|gtag|_hsq|_klOnsite|_linkedin_partner_id|fbq|uetq|pintrk|TiktokAnalyticsObject)\b/,
    'the queue that the vendor’s own snippet puts there, where `load` asks for it',
  ],
  [CARD, 'listener', /^document\.addEventListener\(["']keydown["']/, 'Escape waves a card away, while one is there'],
  [
    /^(capture\/(app|closest|form-details|links|takeaways|rage-clicks|dead-clicks|friction|clicked)|waymark-(app|behaviour))\.js$/,
    'query',
    /closest\b/,
    'the link, button or form around what was clicked or changed, to know it by its name',
  ],
  [
    /^(capture\/(impressions|site-search)|waymark-behaviour)\.js$/,
    'query',
    /^document\.querySelector(All)?\(["']\[data-waymark-(promotion|results)\]/,
    'elements the page has marked for it',
  ],
  [
    /^(capture\/(impressions|site-search)|waymark-behaviour)\.js$/,
    'read of the browser',
    /^document\.querySelector(All)?$/,
    'those elements',
  ],
  [
    /^(capture\/friction|waymark-behaviour)\.js$/,
    'query',
    /matches\(\w+\)$/,
    'tries selectors on an element of its own',
  ],
  [
    /^(capture\/facts|waymark-facts)\.js$/,
    'text of the page',
    /\?\.textContent$/,
    'reads the JSON element `waymark-facts`',
  ],
  [
    /^(capture\/facts|waymark-facts)\.js$/,
    'query',
    /^document\.querySelector\(["']script#waymark-facts["']\)$/,
    'that element, a script and nothing a visitor could write',
  ],
  [/^(capture\/facts|waymark-facts)\.js$/, 'read of the browser', /^document\.querySelector$/, 'that element'],
  [
    COOKIE,
    'ambient',
    /^cookie$/,
    'one cookie that only exists where a site asks for it with `share`, and while something is granted',
  ],
  [COOKIE, 'read of the browser', /^document\.cookie$/, 'that cookie is looked for among the others'],
  [COOKIE, 'patch', /^document\.cookie ?= ?`\$/, 'that cookie is written, which patches nothing'],
  [
    /^(platform\/automated|waymark-lazy-engine|waymark\.iife)\.js$/,
    'read of the browser',
    /^navigator\.userAgent$/,
    'only whether it names a crawler, which then is not stored; it is kept and sent nowhere',
  ],
  [FORMS, 'query', /^\w+\.closest\(["']form["']\)$/, 'the form of a field, to know it by its name'],
  [ATTRIBUTES, 'typed', /^composedPath$/, 'what was clicked, also in open shadow roots, for its attributes alone'],
  [
    MARKUP,
    'query',
    /^\w+\.(querySelector(All)?|(parentElement\?\.)?closest)\(/,
    'what the page has marked up for others to read',
  ],
  [MARKUP, 'text of the page', /^\w+(\.querySelector\(\w+\)\?)?\.textContent$/, 'the text of what is marked up'],
  [MARKUP, 'read of the browser', /^document\.querySelector(All)?$/, 'whether something is marked up'],
  [SCRIPT, 'query', /^document\.querySelectorAll\(["']script\[type\*=/, 'whether the page has marked up a product'],
  [SCRIPT, 'text of the page', /^\w+\.textContent$/, 'whether its JSON-LD speaks of one'],
  [SCRIPT, 'read of the browser', /^document\.querySelectorAll$/, 'those elements'],
  [EMBEDS, 'ambient', /^postMessage$/, 'asks a player in a frame to tell how it plays; the message holds nothing else'],
  [EMBEDS, 'listener', /^addEventListener\(["']message["']/, 'what the players of two origins answer'],
  [EMBEDS, 'query', /^document\.querySelectorAll\(["']iframe["']\)$/, 'the frames a message may come from'],
  [EMBEDS, 'read of the browser', /^document\.querySelectorAll$/, 'those frames'],
  [
    /^(capture\/videos|waymark-behaviour)\.js$/,
    'query',
    /^document\.querySelector\((FRAMES|["']iframe\[src\*=.*)/,
    'whether the page has a frame of such a player',
  ],
  [/^capture\/videos\.js$/, 'read of the browser', /^document\.querySelector$/, 'that frame'],
  [
    SLOTS,
    'query',
    /^document\.getElementsByTagName\(["']waymark-slot["']\)$/,
    'elements the page has put there for it',
  ],
  [SLOTS, 'read of the browser', /^document\.getElementsByTagName$/, 'those elements'],
  [SLOTS, 'query', /^\w+\.closest\(["']a, button["']\)$/, 'whether what was clicked in a slot was a link or a button'],
  [FEED, 'markup', /^parseFromString$/, 'an XML document, which runs nothing; no part of it gets into the page'],
  [FEED, 'query', /^\w+\.getElementsByTagName\(/, 'that document'],
  [
    DECLARED,
    'query',
    /^document\.querySelector\((DECLARES|"\[data-waymark-page-type\])/,
    'the element by which the page says what it is for',
  ],
  [DECLARED, 'read of the browser', /^document\.querySelector$/, 'that element'],
  [
    MARK,
    'patch',
    /^Reflect\.defineProperty\(document, ?\w+, ?\w+\)$/,
    'a symbol of our own on the document while an instance runs, by which copies of the library meet',
  ],
  [
    /^(destinations\/|waymark-lazy-)gtm-words\.js$/,
    'patch',
    /^Object\.assign\(window, ?\{ ?dataLayer:/,
    'what the script of the tag manager reads, where a site asks for it',
  ],
  [
    /^(destinations\/posthog-script|waymark-posthog)\.js$/,
    'patch',
    /^Object\.assign\(window, ?\{ ?posthog:/,
    'what the script of PostHog reads, where a site asks for it',
  ],
  [
    FIELDS,
    'query',
    /^(document\.querySelector(All)?|\w+\.closest)\(/,
    'the fields of a checkout, to list by name those that say nothing of what they are for; what is typed is not read',
  ],
  [FIELDS, 'read of the browser', /^document\.querySelector(All)?$/, 'those fields'],
  [PANEL, 'text of the page', /^\w+\.textContent$/, 'compares what the panel itself wrote'],
  [PANEL, 'element of any name', /createElement\(\w+\)$/, 'a sketch; the elements are named in the source, see below'],
  [PANEL, 'attribute of any name', /setAttribute\(\w+, ?\w+\)$/, 'a sketch; so are the attributes'],
  [PANEL, 'typed', /^activeElement$/, 'of the panel’s own shadow root, to keep the focus'],
  [PANEL, 'query', /^\w+\.(querySelector|closest)\(["']button["']\)$/, 'the panel’s own buttons'],
  [PANEL, 'listener', /^\w+\.addEventListener\(["']keydown["']/, 'Escape closes the panel, on its own element'],
];
/** Elements of the panel. */
const ELEMENTS =
  'aside b button code dd details div dl dt h2 h3 header i li ol p section small span summary time ul'.split(' ');
/** `tools/` is a command for Node, `testing` is for tests: neither gets into the page of a shop. */
const files = readdirSync(DIST, { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.js') && !/^(tools\/|testing[./])/.test(name))
  .sort();
const findings = files.flatMap(file =>
  findingsOf(readFileSync(new URL(file, DIST), 'utf8')).map(finding => ({ file, ...finding })),
);

const excuseOf = ({ file, rule, text }: Finding & { readonly file: string }): number =>
  EXCEPTIONS.findIndex(([where, against, looks]) => where.test(file) && rule === against && looks.test(text));

describe('the built files', () => {
  it('hold no sink, no patch, no foreign file and no read that tells one visitor from another', () => {
    expect(files.length).toBeGreaterThan(80);
    expect(findings.filter(finding => excuseOf(finding) < 0)).toEqual([]);
  });

  it('take nothing of what is for tests, which may do all of that', () => {
    const takers = files.filter(file => /["'](\.{1,2}\/)+testing[./]/.test(readFileSync(new URL(file, DIST), 'utf8')));
    expect(takers).toEqual([]);
  });

  it('need every exception that is made for them', () => {
    const used = new Set(findings.map(excuseOf));
    expect(EXCEPTIONS.filter((_, index) => !used.has(index))).toEqual([]);
  });

  it('name every element and attribute of the panel, and none that runs or loads', () => {
    const source = files
      .filter(file => file.startsWith('inspect/'))
      .map(file => readFileSync(new URL(file, DIST), 'utf8'))
      .join('\n');
    const kinds = [...source.matchAll(/\b(?:sketch\(\s*|kind: )(["'`])(\w+)/g)].map(([, , tag]) => tag);
    expect(kinds.length).toBeGreaterThan(20);
    expect(kinds.filter(tag => !ELEMENTS.includes(tag ?? ''))).toEqual([]);
    expect(source).not.toMatch(/\bsketch\((?!\s*(kind,|["'`]\w))/);
    expect(source).not.toMatch(/[{,] ?["']?(on\w+|href|src|action|srcdoc)["']?:/);
  });
});

describe('the scan', () => {
  it.each([
    ['markup', 'a.innerHTML = b'],
    ['markup', 'a["outerHTML"] += b'],
    ['markup', 'a.insertAdjacentHTML("beforeend", b)'],
    ['markup', 'document.write(a)'],
    ['markup', 'document.writeln(a)'],
    ['markup', 'frame.setAttribute("srcdoc", a)'],
    ['markup', 'const { innerHTML } = a'],
    ['markup', 'new DOMParser().parseFromString(a, "text/html")'],
    ['markup', 'location.href = "javascript:alert(1)"'],
    ['text as code', 'eval(a)'],
    ['text as code', '(0, window.eval)(a)'],
    ['text as code', 'new Function("return 1")'],
    ['text as code', '(() => {}).constructor(a)()'],
    ['text as code', 'setTimeout("a()", 1)'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is code.
    ['text as code', 'window.setInterval(`a(${b})`, 1)'],
    ['text as code', 'setTimeout("a" + b)'],
    ['element', 'document.createElement("script")'],
    ['element', 'document.createElement("IFRAME")'],
    ['element', 'document.createElementNS(a, "script")'],
    ['element of any name', 'document.createElement(a)'],
    ['attribute', 'a.setAttribute("onclick", b)'],
    ['foreign file', 'import("https://cdn.example/a.js")'],
    ['foreign file', 'import(a)'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is code.
    ['foreign file', 'import(`${a}/waymark-http.js`)'],
    ['foreign file', 'import a from "lodash"'],
    ['foreign file', 'export * from "https://cdn.example/a.js"'],
    ['ambient', 'window.postMessage(a, "*")'],
    ['ambient', 'onmessage = a'],
    ['ambient', 'a = document.cookie'],
    ['listener', 'addEventListener("message", a)'],
    ['listener', 'document.addEventListener("input", a)'],
    ['fingerprint', 'a.getContext("2d").measureText(b)'],
    ['fingerprint', 'new AudioContext()'],
    ['fingerprint', 'navigator.getBattery()'],
    ['fingerprint', 'const { hardwareConcurrency: a } = navigator'],
    ['fingerprint', 'navigator.mediaDevices.enumerateDevices()'],
    ['read of the browser', 'navigator.plugins.length'],
    ['read of the browser', 'window.navigator?.userAgent'],
    ['read of the browser', 'const { languages } = navigator'],
    ['read of the browser', 'navigator.permissions.query(a)'],
    ['read of the browser', 'document.fonts.check(a)'],
    ['read of the browser', 'screen.width'],
    ['typed', 'event.target.value'],
    ['typed', 'a instanceof HTMLInputElement'],
    ['typed', 'new FormData(a)'],
    ['query', 'document.querySelector("input").value'],
    ['text of the page', 'track(a.textContent)'],
    ['patch', 'window.fetch = a'],
    ['patch', 'fetch = a'],
    ['patch', 'history.pushState = a'],
    ['patch', 'const { history: h } = window; h.pushState = a'],
    ['patch', 'XMLHttpRequest.prototype.open = a'],
    ['patch', 'Array.prototype.at ??= a'],
    ['patch', 'Object.defineProperty(navigator, "x", a)'],
    ['patch', 'Object.assign(window.console, a)'],
    ['patch', 'window.onerror = a'],
  ])('finds %s in %s', (rule, code) => {
    expect(findingsOf(code).map(finding => finding.rule)).toContain(rule);
  });

  it.each([
    'setTimeout(() => a(), 1)',
    'setTimeout(look, delay)',
    'document.createElement("div").textContent = a',
    'import("./waymark-lazy-engine.js")',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is code.
    'import(beside(`waymark-${name}.js`))',
    'import { onCLS } from "web-vitals/attribution"',
    'a.value + cursor.value',
    'addEventListener("pageshow", a)',
    'if (navigator.webdriver || document.prerendering) a()',
    'a.plugins.find(b)',
  ])('has nothing against %s', code => {
    expect(findingsOf(code)).toEqual([]);
  });
});
