import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

const TABLES = `
CREATE TABLE IF NOT EXISTS touchpoint (
  id VARCHAR PRIMARY KEY, site VARCHAR, visitor VARCHAR, seq BIGINT, happened_at TIMESTAMP, type VARCHAR, url VARCHAR,
  captured_by VARCHAR, session VARCHAR, purposes JSON, data JSON, received_at TIMESTAMP
);
CREATE TABLE IF NOT EXISTS decision (
  site VARCHAR, visitor VARCHAR, id VARCHAR, seq BIGINT, name VARCHAR, trigger_name VARCHAR, decided_at TIMESTAMP, data JSON,
  received_at TIMESTAMP, PRIMARY KEY (site, visitor, id)
);
CREATE TABLE IF NOT EXISTS batch (
  site VARCHAR, visitor VARCHAR, sent_at TIMESTAMP, received_at TIMESTAMP, touchpoints INTEGER, repeats INTEGER
);`;

/** A repeat is dropped by its id: the first row of that id stays. */
const ADD_TOUCHPOINTS = `
INSERT INTO touchpoint
SELECT t.id, $site, $visitor, t.seq, epoch_ms(t."at"), t."type", t.url, t."by", t.session, t.purposes, t.data, epoch_ms($now::BIGINT)
FROM (SELECT unnest(from_json($rows::JSON, '[{"id":"VARCHAR","seq":"BIGINT","at":"BIGINT","type":"VARCHAR","url":"VARCHAR","by":"VARCHAR","session":"VARCHAR","purposes":"JSON","data":"JSON"}]')) AS t)
ON CONFLICT DO NOTHING`;

/** The id of a decision that time alone made is unique for its visitor only. */
const ADD_DECISIONS = `
INSERT INTO decision
SELECT $site, $visitor, d.id, d.seq, d.name, d."trigger", epoch_ms(d."at"), d.data, epoch_ms($now::BIGINT)
FROM (SELECT unnest(from_json($rows::JSON, '[{"id":"VARCHAR","seq":"BIGINT","name":"VARCHAR","trigger":"VARCHAR","at":"BIGINT","data":"JSON"}]')) AS d)
ON CONFLICT DO NOTHING`;

const ADD_BATCH = `INSERT INTO batch VALUES ($site, $visitor, epoch_ms($sentAt::BIGINT), epoch_ms($now::BIGINT), $touchpoints::INTEGER, $repeats::INTEGER)`;

/**
 * Opens the collector's database.
 *
 * @param {string} file Path, or `:memory:`.
 */
export async function openStore(file) {
  if (file !== ':memory:') await mkdir(dirname(file), { recursive: true });
  const instance = await DuckDBInstance.create(file);
  const connection = await instance.connect();
  await connection.run(TABLES);
  let last = Promise.resolve();

  /** One statement after the other: the connection has one transaction. */
  function inTurn(work) {
    const turn = last.then(work);
    last = turn.catch(() => {});
    return turn;
  }

  async function rows(sql, values) {
    return (await connection.runAndReadAll(sql, values)).getRowObjectsJson();
  }

  async function tally(sql) {
    return Object.fromEntries((await rows(sql)).map(({ name, count }) => [name, Number(count)]));
  }

  return {
    /** Resolves when the batch is in the database, all of it or nothing. */
    add(batch) {
      return inTurn(async () => {
        await connection.run('BEGIN');
        try {
          await addBatch(connection, batch, Date.now());
          await connection.run('COMMIT');
        } catch (error) {
          await connection.run('ROLLBACK');
          throw error;
        }
      });
    },

    /** @returns {Promise<{ touchpoints: number, repeats: number, visitors: number, byType: Record<string, number>, decisions: Record<string, number> }>} */
    counts() {
      return inTurn(async () => {
        const [sums] = await rows(
          'SELECT (SELECT count(*) FROM touchpoint)::INTEGER AS touchpoints, (SELECT coalesce(sum(repeats), 0) FROM batch)::INTEGER AS repeats, (SELECT count(DISTINCT visitor) FROM batch)::INTEGER AS visitors',
        );
        return {
          ...sums,
          byType: await tally(
            'SELECT type AS name, count(*) AS count FROM touchpoint GROUP BY type ORDER BY count DESC, name',
          ),
          decisions: await tally(
            "SELECT coalesce(name, 'forgotten') AS name, count(*) AS count FROM decision GROUP BY 1 ORDER BY count DESC, name",
          ),
        };
      });
    },

    /** Ids in log order: of one visitor, or of all. @returns {Promise<string[]>} */
    touchpoints(visitor = null) {
      return inTurn(async () => {
        const found = await rows(
          'SELECT id FROM touchpoint WHERE $visitor::VARCHAR IS NULL OR visitor = $visitor::VARCHAR ORDER BY visitor, seq, id',
          { visitor },
        );
        return found.map(({ id }) => id);
      });
    },

    /** How often each stage was entered, and the last rows. */
    recent(limit = 20) {
      return inTurn(async () => ({
        stages: await tally(
          "SELECT coalesce(data->>'$.label', data->>'$.to', 'unnamed') AS name, count(*) AS count FROM decision WHERE name = 'stage.enter' GROUP BY 1 ORDER BY count DESC, name",
        ),
        rows: await rows(
          `SELECT t.visitor, t.seq::INTEGER AS seq, strftime(t.happened_at, '%H:%M:%S') AS clock, t.type, t.url, t.data,
             (SELECT string_agg(d.name, ', ' ORDER BY d.name) FROM decision d WHERE d.visitor = t.visitor AND d.site = t.site AND d.seq = t.seq) AS decisions
           FROM touchpoint t ORDER BY t.received_at DESC, t.seq DESC LIMIT $limit::INTEGER`,
          { limit },
        ),
      }));
    },

    reset() {
      return inTurn(() => connection.run('DELETE FROM touchpoint; DELETE FROM decision; DELETE FROM batch'));
    },

    close() {
      return inTurn(() => {
        connection.closeSync();
        instance.closeSync();
      });
    },
  };
}

async function addBatch(connection, { site, visitorId: visitor, sentAt, rows }, now) {
  const touchpoints = rows
    .filter(({ touchpoint }) => touchpoint)
    .map(({ seq, purposes, touchpoint }) => ({ ...touchpoint, seq, purposes, at: Math.round(touchpoint.at) }));
  const decisions = rows.flatMap(row =>
    row.decisions.map(decision => ({ ...decision, seq: row.seq, at: Math.round(decision.at) })),
  );
  const added = await insert(connection, ADD_TOUCHPOINTS, { site, visitor, now }, touchpoints);
  await insert(connection, ADD_DECISIONS, { site, visitor, now }, decisions);
  await connection.run(ADD_BATCH, {
    site,
    visitor,
    now,
    sentAt: Math.round(sentAt),
    touchpoints: touchpoints.length,
    repeats: touchpoints.length - added,
  });
}

async function insert(connection, sql, values, rows) {
  if (!rows.length) return 0;
  const { rowsChanged } = await connection.run(sql, { ...values, rows: JSON.stringify(rows) });
  return rowsChanged;
}
