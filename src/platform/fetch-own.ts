const CHARACTERS = 1_000_000;

/**
 * Gets JSON from the page's own origin as the page itself would, with its cookies. Rejects with a sentence for any other
 * origin, for what is no answer, and for more than a million characters.
 */
export async function fetchOwn(path: string, signal: AbortSignal): Promise<unknown> {
  const url = new URL(path, location.href);
  if (url.origin !== location.origin) throw new Error('it is not of this origin');
  const response = await fetch(url, { credentials: 'same-origin', headers: { accept: 'application/json' }, signal });
  if (!response.ok) throw new Error(`it answered ${response.status}`);
  const text = await response.text();
  if (text.length > CHARACTERS) throw new Error('it is too long');
  return JSON.parse(text);
}
