/** What breaks the ledger law in these diagnostics: `tracked` = `delivered` + `stored` + all `dropped`, for every destination. */
export function lawBreaks({ tracked, dropped, destinations }) {
  return Object.entries(destinations).flatMap(([name, { delivered, stored, dropped: own }]) => {
    const sum = delivered + stored + total(own) + total(dropped);
    const isOdd = [tracked, delivered, stored].some(value => !Number.isSafeInteger(value) || value < 0);
    return sum === tracked && !isOdd
      ? []
      : [`ledger of "${name}": tracked ${tracked}, but ${delivered} + ${stored} + ${total(own)} + ${total(dropped)}`];
  });
}

export function total(counts) {
  return Object.values(counts).reduce((sum, by) => sum + by, 0);
}

/** Looks at the ledger of a page. */
export async function audit(page) {
  return lawBreaks(await page.evaluate(() => window.w.diagnostics()));
}
