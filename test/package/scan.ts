import { parseAst } from 'rollup/parseAst';

/** A node of the syntax tree: `type`, `start`, `end`, and other nodes by name. */
type Node = { readonly type: string; readonly start: number; readonly end: number } & Readonly<Record<string, unknown>>;

/** What code does that could be dangerous: a rule, and the text that breaks it. */
export interface Finding {
  readonly rule: string;
  readonly text: string;
}

/** Names that have no harmless use, as a property, a key, a text or a variable. */
const NAMES: Readonly<Record<string, RegExp>> = {
  markup:
    /^(innerHTML|outerHTML|insertAdjacentHTML|srcdoc|createContextualFragment|parseFromString|parseHTMLUnsafe|setHTML|setHTMLUnsafe|writeln|javascript:.*)$/,
  'text as code': /^(eval|Function|execScript|importScripts|createScript|trustedTypes)$/,
  fingerprint:
    /^(getContext|toDataURL|OffscreenCanvas|(Offline|webkit)?AudioContext|WebGL2?RenderingContext|getBattery|hardwareConcurrency|deviceMemory|enumerateDevices|mediaDevices|getUserMedia|mimeTypes|geolocation|measureText|userAgentData|maxTouchPoints|colorDepth|devicePixelRatio|RTCPeerConnection|getGamepads|FontFace|queryLocalFonts|getHighEntropyValues)$/,
  typed:
    /^(HTML(Input|TextArea|Select)Element|FormData|selectedOptions|selectedIndex|valueAsNumber|valueAsDate|getSelection|isContentEditable|contentEditable|clipboardData|composedPath|currentTarget|activeElement|innerText)$/,
  ambient: /^(cookie|cookieStore|postMessage|onmessage|MessageChannel|SharedWorker|serviceWorker)$/,
};
/** Events that tell what is typed, or carry what others say. */
const EVENTS =
  /^(input|beforeinput|change|keydown|keypress|paste|copy|cut|submit|formdata|message|messageerror|storage)$/;
/** Elements that run or load something. */
const ELEMENTS = /^(script|iframe|frame|object|embed|link|base|meta|form|input|canvas|audio|video|img|style)$/i;
/** What belongs to the browser and must stay what it is. */
const HOSTS =
  /^(window|globalThis|self|top|parent|document|navigator|history|location|console|screen|performance|Object|Array|String|Function|Promise|JSON|Math|Date|Reflect|XMLHttpRequest|Node|Element|EventTarget|Storage|IDBFactory)$/;
/** Functions of the browser that others wrap. */
const WRAPPED =
  /^(fetch|open|send|sendBeacon|pushState|replaceState|addEventListener|removeEventListener|dispatchEvent|setItem|onerror|onunhandledrejection|onbeforeunload|onunload|log|info|warn|error|debug|push)$/;
/** All that may be asked of these. */
const READS: Readonly<Record<string, RegExp>> = {
  navigator: /^(webdriver|globalPrivacyControl|locks|onLine)$/,
  document:
    /^(baseURI|title|referrer|currentScript|prerendering|visibilityState|readyState|wasDiscarded|hidden|documentElement|body|head|adoptedStyleSheets|createElement|createTextNode|getElementById|addEventListener|removeEventListener)$/,
  screen: /^$/,
};
/** Files that may be loaded: our own, and the two packages. */
const FILES = /^((\.{1,2}\/)[\w./-]+\.js|waymark-[\w-]*\.js|idb-keyval|web-vitals\/attribution|node:[\w/]+)$/;

/** Everything in a file that a rule is against. Pure. What goes by another name on the way is not seen. */
export function findingsOf(code: string): readonly Finding[] {
  const found: Finding[] = [];
  const walk = (node: Node, parent: Node | null): void => {
    for (const rule of rulesAgainst(node, parent))
      found.push({ rule, text: code.slice(node.start, node.end).slice(0, 80) });
    for (const part of Object.values(node).flat()) if (isNode(part)) walk(part, node);
  };
  // The parser's own type of a tree has no index by name.
  walk(parseAst(code) as unknown as Node, null);
  return found;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}

function rulesAgainst(node: Node, parent: Node | null): readonly string[] {
  const name = namedBy(node);
  const rules = Object.keys(NAMES).filter(rule => name !== null && NAMES[rule]?.test(name));
  if (isA(node, 'CallExpression') || isA(node, 'NewExpression')) rules.push(...rulesAgainstCall(node));
  if (isA(node, 'ImportExpression') && !FILES.test(fileOf(node.source))) rules.push('foreign file');
  if (/^(Import|Export(All|Named))Declaration$/.test(node.type) && node.source && !FILES.test(fileOf(node.source)))
    rules.push('foreign file');
  if (isA(node, 'AssignmentExpression') && isForeign(node.left)) rules.push('patch');
  if (isA(node, 'VariableDeclarator')) rules.push(...rulesAgainstUnpacking(node));
  if (isA(node, 'MemberExpression')) {
    const reads = readsOf(node.object);
    const property = propertyOf(node);
    // A name that is computed is a mark of ours, or it is not known what is read.
    if (reads && property !== null && !reads.test(property)) rules.push('read of the browser');
    if (property === 'value' && /^(target|srcElement|this)$/.test(lastOf(node.object) ?? '')) rules.push('typed');
    if (property === 'write' && lastOf(node.object) === 'document') rules.push('markup');
    const isSet = parent?.type === 'AssignmentExpression' && parent.left === node;
    if (property === 'textContent' && !isSet) rules.push('text of the page');
  }
  return rules;
}

/** Own names only: something may be called `constructor`. */
function readsOf(node: unknown): RegExp | undefined {
  const name = lastOf(node) ?? '';
  return Object.hasOwn(READS, name) ? READS[name] : undefined;
}

/** `const { a } = navigator` reads as `navigator.a` does. */
function rulesAgainstUnpacking({ id, init }: Node): readonly string[] {
  const reads = readsOf(init);
  if (!reads || !isNode(id) || id.type !== 'ObjectPattern') return [];
  const names = (id.properties as readonly Node[]).map(({ key }) => (isNode(key) ? String(key.name) : '...'));
  return names.every(name => reads.test(name)) ? [] : ['read of the browser'];
}

function rulesAgainstCall(node: Node): readonly string[] {
  const [first, second] = node.arguments as readonly Node[];
  const callee = lastOf(node.callee);
  const text = textOf(first);
  if (
    /^set(Timeout|Interval)$/.test(callee ?? '') &&
    first &&
    /^(Literal|TemplateLiteral|BinaryExpression)$/.test(first.type)
  )
    return ['text as code'];
  // The constructor of a function makes functions of text.
  if (callee === 'constructor') return ['text as code'];
  if (/^createElement(NS)?$/.test(callee ?? '')) {
    const tag = callee === 'createElement' ? text : textOf(second);
    return tag === null ? ['element of any name'] : ELEMENTS.test(tag) ? ['element'] : [];
  }
  if (/^(querySelector(All)?|getElementsBy(TagName|ClassName|Name)|closest|matches)$/.test(callee ?? ''))
    return ['query'];
  if (callee === 'setAttribute')
    return text === null ? ['attribute of any name'] : /^(on|src|href|action)/i.test(text) ? ['attribute'] : [];
  if (callee === 'addEventListener' && text !== null && EVENTS.test(text)) return ['listener'];
  if (
    /^(defineProperty|defineProperties|assign|set|setPrototypeOf|deleteProperty)$/.test(callee ?? '') &&
    isHost(first)
  )
    return ['patch'];
  return [];
}

/** Whether what is assigned to belongs to the browser: `window.x`, `X.prototype.y`, or any `.fetch`. */
function isForeign(target: unknown): boolean {
  if (!isNode(target)) return false;
  if (target.type === 'Identifier') return /^(on[a-z]+|fetch|location)$/.test(String(target.name));
  if (target.type !== 'MemberExpression') return false;
  return isHost(target.object) || WRAPPED.test(propertyOf(target) ?? '');
}

function isHost(node: unknown): boolean {
  if (!isNode(node)) return false;
  return node.type === 'Identifier'
    ? HOSTS.test(String(node.name))
    : propertyOf(node) === 'prototype' || HOSTS.test(propertyOf(node) ?? '');
}

function isA(node: Node, type: string): boolean {
  return node.type === type;
}

/** The name a node says by itself. */
function namedBy(node: Node): string | null {
  return node.type === 'Identifier' ? String(node.name) : textOf(node);
}

/** The last name of `a.b.c`, `a?.["c"]` or `c`. */
function lastOf(node: unknown): string | null {
  if (!isNode(node)) return null;
  if (node.type === 'ChainExpression') return lastOf(node.expression);
  if (node.type === 'ThisExpression') return 'this';
  return node.type === 'Identifier' ? String(node.name) : propertyOf(node);
}

function propertyOf(node: Node): string | null {
  if (node.type !== 'MemberExpression' || !isNode(node.property)) return null;
  return node.computed ? textOf(node.property) : String(node.property.name);
}

function textOf(node: Node | undefined): string | null {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node?.type !== 'TemplateLiteral' || (node.expressions as readonly Node[]).length) return null;
  return (node.quasis as readonly { readonly value: { readonly cooked: string } }[])[0]?.value.cooked ?? null;
}

/** The file an `import` names, with `*` for what is put in; a function around it only finds its folder. */
function fileOf(node: unknown): string {
  if (!isNode(node)) return '';
  if (node.type === 'CallExpression') return fileOf((node.arguments as readonly Node[])[0]);
  if (node.type !== 'TemplateLiteral') return textOf(node) ?? '';
  return (node.quasis as readonly { readonly value: { readonly cooked: string } }[])
    .map(({ value }) => value.cooked)
    .join('');
}
