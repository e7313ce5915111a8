type Fields = Readonly<Record<string, unknown>>;

/** Fields by name, how each is put right (`null` when it cannot be), and what it must be. */
const RULES: readonly (readonly [name: RegExp, convert: (text: string) => unknown, expected: string])[] = [
  [/^(price|quantity|discount|index|value|tax|shipping|rating|score)$/, amount, '0 or more'],
  [/_at$/, text => amount(/^\d{4}-/.test(text) ? Date.parse(text) : text), 'a date'],
  [/^item_|_id$|_term$/, String, 'text'],
  [/^currency$/, text => (/^[A-Z]{3}$/i.test(text) ? text.toUpperCase() : null), 'three letters'],
];

/**
 * Commerce data put right, or a sentence that says what is wrong with it. Pure.
 * Numeric text becomes a number, a numeric id text, a currency upper case; empty fields are left out.
 * `needs` names the fields that must be there, such as `'kind, score'`.
 */
export function checkCommerce(data: Fields, needs: string): object | string {
  const wrong: string[] = [];
  const tidied = tidy(data, needs, '', wrong);
  return wrong[0] ?? tidied;
}

/** A copy with every field put right; what cannot be is told to `wrong`. */
function tidy(fields: Fields, needs: string, where: string, wrong: string[]): Fields {
  const tidied: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    if ((value ?? '') === '') continue;
    if (name === 'items') {
      tidied.items = [value]
        .flat()
        .map((item, index) => tidy(Object(item), 'item_id or item_name', ` of item ${index + 1}`, wrong));
    } else {
      tidied[name] = putRight(name, value);
      if (tidied[name] === null) wrong.push(`\`${name}\`${where} must be ${ruleOf(name)?.[2]}`);
    }
  }
  // A value without a currency says nothing; an empty list is an empty text.
  for (const need of (Object.hasOwn(tidied, 'value') ? `${needs}, currency` : needs).split(', ')) {
    if (need && !need.split(' or ').some(name => String(tidied[name] ?? '')))
      wrong.push(`\`${need}\`${where} is missing`);
  }
  return tidied;
}

/** A field put right; `null` where it cannot be. Pure. */
export function putRight(name: string, value: unknown): unknown {
  const convert = ruleOf(name)?.[1];
  return convert ? (typeof value === 'object' ? null : convert(`${value}`)) : value;
}

function ruleOf(name: string): (typeof RULES)[number] | undefined {
  return RULES.find(([pattern]) => pattern.test(name));
}

function amount(given: string | number): number | null {
  // To a number a blank is 0.
  return /\d/.test(`${given}`) && +given >= 0 && +given < Infinity ? +given : null;
}
