const TEXT = 200;

/**
 * @typedef {object} Batch What Waymark's `http` destination posts.
 * @property {string} site
 * @property {string} visitorId Empty where it is not known any more: of more than 50 who logged out before it was sent.
 * @property {number} sentAt
 * @property {readonly BatchRow[]} rows
 *
 * @typedef {object} BatchRow
 * @property {number} seq
 * @property {number} now
 * @property {readonly string[]} purposes
 * @property {{ id: string, at: number, type: string, url: string, by: string, session: string, data: object } | null} touchpoint
 * @property {readonly { id: string, trigger: string, at: number, name?: string, data?: unknown }[]} decisions
 */

/**
 * Reads a body. Pure.
 *
 * @param {string} text
 * @returns {Batch | string} The batch, or a sentence that says what is wrong with it.
 */
export function readBatch(text) {
  const batch = parse(text);
  if (!isRecord(batch)) return 'The body must be a JSON object with `site`, `visitorId`, `sentAt` and `rows`.';
  if (!isName(batch.site)) return `\`site\` must be a text of 1 to ${TEXT} characters.`;
  if (batch.visitorId !== '' && !isName(batch.visitorId))
    return `\`visitorId\` must be a text of at most ${TEXT} characters, empty where it is not known any more.`;
  if (!Number.isFinite(batch.sentAt)) return '`sentAt` must be epoch ms.';
  if (!Array.isArray(batch.rows)) return '`rows` must be a list.';
  const wrong = batch.rows.findIndex(row => !isRow(row));
  return wrong < 0
    ? batch
    : `Row ${wrong + 1} must hold \`seq\`, \`now\`, \`purposes\`, \`touchpoint\` or null, and \`decisions\`.`;
}

function isRow(row) {
  if (!isRecord(row) || !Number.isSafeInteger(row.seq) || !Number.isFinite(row.now)) return false;
  const { purposes, touchpoint, decisions } = row;
  if (!Array.isArray(purposes) || !purposes.every(isName) || !Array.isArray(decisions)) return false;
  return (touchpoint === null || isTouchpoint(touchpoint)) && decisions.every(isDecision);
}

function isTouchpoint(touchpoint) {
  return isRecord(touchpoint) && isName(touchpoint.id) && isName(touchpoint.type) && Number.isFinite(touchpoint.at);
}

/** A decision of a row that was forgotten has no name and no data. */
function isDecision(decision) {
  return (
    isRecord(decision) &&
    isName(decision.id) &&
    isName(decision.trigger) &&
    Number.isFinite(decision.at) &&
    (decision.name === undefined || isName(decision.name))
  );
}

function isName(value) {
  return typeof value === 'string' && value.length > 0 && value.length <= TEXT;
}

function isRecord(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    // No JSON is no object; the caller says so.
    return null;
  }
}
