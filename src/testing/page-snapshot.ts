type Bag = Record<string, unknown>;

/** Everything on the page that somebody could have changed, by a title of it. `allowed` names globals that do not count. */
export function snapshot(allowed: readonly string[]): ReadonlyMap<string, unknown> {
  const found = new Map<string, unknown>();
  const page = globalThis as unknown as Bag;
  for (const key of Reflect.ownKeys(page))
    if (typeof key === 'string' && !allowed.includes(key)) found.set(`the global \`${key}\``, key in page);
  for (const [title, holder] of Object.entries({ window: page, document, body: document.body }))
    for (const key of handlersOf(holder)) found.set(`\`${title}.${key}\``, Reflect.get(holder, key) ?? null);
  for (const [title, holder] of Object.entries(patchable()))
    for (const key of Object.getOwnPropertyNames(holder ?? {})) {
      const { value } = Object.getOwnPropertyDescriptor(holder, key) ?? {};
      if (typeof value === 'function') found.set(`\`${title}.${key}\``, value);
    }
  for (const key of ['fetch', 'open', 'dataLayer']) {
    if (allowed.includes(key)) continue;
    found.set(`\`${key}\``, page[key]);
    found.set(`\`${key}.push\``, (page[key] as Bag | undefined)?.push);
  }
  found.set('the markup of the page', document.documentElement.outerHTML);
  found.set('the title of the page', document.title);
  found.set('`document.cookie`', document.cookie);
  for (const name of ['localStorage', 'sessionStorage']) found.set(`\`${name}\``, storedIn(name));
  for (const name of document.adoptedStyleSheets ? ['adoptedStyleSheets'] : [])
    found.set(`\`document.${name}\``, document.adoptedStyleSheets.length);
  return found;
}

/** Names such as `onclick`, wherever in its prototype chain. */
function handlersOf(holder: object): readonly string[] {
  const names: string[] = [];
  for (let one: object | null = holder; one; one = Object.getPrototypeOf(one))
    names.push(...Object.getOwnPropertyNames(one).filter(name => /^on[a-z]+$/.test(name)));
  return names;
}

/** What scripts like to patch. */
function patchable(): Bag {
  const { History, XMLHttpRequest, Element, HTMLElement, HTMLFormElement, Storage, Node } =
    globalThis as unknown as Record<string, { prototype: unknown } | undefined>;
  return {
    history: typeof history === 'undefined' ? null : history,
    navigator: typeof navigator === 'undefined' ? null : navigator,
    console,
    'History.prototype': History?.prototype,
    'XMLHttpRequest.prototype': XMLHttpRequest?.prototype,
    'Element.prototype': Element?.prototype,
    'HTMLElement.prototype': HTMLElement?.prototype,
    'HTMLFormElement.prototype': HTMLFormElement?.prototype,
    'Node.prototype': Node?.prototype,
    'Storage.prototype': Storage?.prototype,
    'Object.prototype': Object.prototype,
    'Array.prototype': Array.prototype,
    'Function.prototype': Function.prototype,
    'Promise.prototype': Promise.prototype,
  };
}

function storedIn(name: string): string {
  try {
    return JSON.stringify({ ...(globalThis as unknown as Record<string, object>)[name] });
  } catch {
    // Refused, so nothing can have been stored.
    return '';
  }
}
