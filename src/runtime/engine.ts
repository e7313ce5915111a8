import { blame } from '../core/problem.js';
import type { redactTouchpoint } from '../core/redact-touchpoint.js';
import type { Touchpoint } from '../core/touchpoint.js';
import { isAutomated as isDriven } from '../platform/automated.js';
import { createChannel } from '../platform/channel.js';
import { indexedDbStore } from '../platform/indexed-db.js';
import { createAnnouncer } from './announce.js';
import { diagnose } from './diagnose.js';
import type { Status } from './face.js';
import { createLedger } from './ledger.js';
import { createMeanwhile } from './meanwhile.js';
import { createOpening } from './opening.js';
import { followPage } from './page-life.js';
import { createParts } from './parts.js';
import { createPublish } from './publish.js';
import { createReading } from './reading.js';
import { createRedaction } from './redaction.js';
import type { Requests } from './requests.js';
import type { Engine, Shell } from './shell.js';
import { createStanding } from './standing.js';
import { createStoredChoice } from './stored-choice.js';
import { createUpkeep } from './upkeep.js';
import { createView } from './view.js';
import { createWithdrawal } from './withdrawal.js';
import type { Works } from './works.js';

export function createEngine(shell: Shell): Engine {
  const { site, options, bus, consent, now, draw } = shell;
  const name = `waymark:${site}`;
  const isAutomated = options.automation !== 'allow' && isDriven();
  const store = options.store ?? indexedDbStore(name);
  const life = new AbortController();
  const choice = createStoredChoice(shell);
  const redaction = createRedaction(consent.granted.length > 0);
  const tabs = createChannel(name, called);
  const parts = createParts({
    name,
    shell,
    isAutomated,
    ledger: () => ledger,
    moved(seq) {
      tabs.call();
      // Who placed what was sent may have died before it said so.
      if (seq > ledger.known.seq) void ledger.commit();
    },
  });
  let status: Status = 'starting';
  let chain: Promise<void> = Promise.resolve();
  const ledger = createLedger({
    store,
    rules: () => shell.rules,
    now,
    draw,
    drawVisitor: () => parts.share?.current.visitorId ?? shell.drawVisitor(),
    under: consent.under,
    problem: bus.problem,
    redact,
    published: outcome => publish(outcome),
    erased: stored => standing.erased(stored),
  });
  const view = createView(shell, ledger, held => redaction.hide(held).touchpoint);
  const meanwhile = createMeanwhile(consent);
  const page = createAnnouncer(shell, view, life.signal);
  const reading = createReading(now, bus.problem);
  const upkeep = createUpkeep(shell, ledger, queue);
  const withdrawal = createWithdrawal({
    ledger,
    choice,
    store,
    isAutomated,
    queue,
    told: tabs.call,
    healed() {
      parts.delivery?.published([]);
      shell.notify();
    },
  });
  const works: Works = {
    name,
    shell,
    store,
    isAutomated,
    signal: life.signal,
    tabs,
    ledger,
    choice,
    parts,
    view,
    page,
    upkeep,
    withdrawal,
    get status() {
      return status;
    },
    turn(next) {
      if (status !== 'stopped') status = next;
    },
    open,
  };
  const standing = createStanding(works);
  const opening = createOpening(works, standing);
  const publish = createPublish(works);
  followPage(works, standing);

  /** Storage is opened and emptied one step after the other. */
  function queue(work: () => Promise<void>): Promise<void> {
    chain = chain.then(work).catch(cause => bus.problem(blame('waymark', 'storage', cause)));
    return chain;
  }

  function open(joins?: boolean): Promise<void> {
    return queue(() => opening.open(joins));
  }

  /** Another tab changed the store; to one without a grant that may be a grant. */
  function called(): void {
    if (ledger.isLoaded) {
      void ledger.commit();
      parts.delivery?.look();
    } else if (status === 'pending') open(true);
  }

  function redact(given: Touchpoint): ReturnType<typeof redactTouchpoint> {
    const redacted = redaction.hide(given);
    page.expect(redacted.touchpoint);
    return redacted;
  }

  /** What the visitor may ask for is loaded when it is asked for. */
  async function asked(): Promise<Requests> {
    const { createRequests } = await import('./requests.js');
    return createRequests({
      shell,
      ledger,
      view,
      database: isAutomated ? null : store,
      opened: () => chain,
      open: () => (consent.granted.length ? open() : chain),
      rewritten: tabs.call,
      grown() {
        upkeep.tidy();
        shell.notify();
      },
      async erased(isVerified) {
        tabs.call();
        standing.erased(undefined, meanwhile);
        if (isVerified) return;
        if (ledger.store === store) await ledger.leaveStore();
        withdrawal.owe();
      },
    });
  }

  return {
    get status() {
      return status === 'ready' && ledger.store !== store ? 'memory' : status;
    },
    get profile() {
      return view.profile();
    },
    get likelihood() {
      return reading(shell.rules, view.profile());
    },
    open,
    append: opening.append,
    changed(source) {
      // What is said while everything is erased acts once that is over.
      if (!meanwhile.isOn) standing.changed(source);
    },
    renew() {
      page.renew();
      if (!ledger.isLoaded) return;
      queue(async () => {
        await parts.loadDelivery();
        await ledger.load();
        // Time alone may have made something due for who came late.
        await ledger.commit({ wake: !consent.isPaused });
        parts.delivery?.published([], page.own);
      });
    },
    async flush(isStoredEnough) {
      await chain;
      await ledger.commit();
      const sent = ledger.isLoaded && parts.delivery?.run();
      if (!isStoredEnough) await sent;
    },
    export: async () => (await asked()).export(),
    import: async exported => (await asked()).import(exported),
    async erase() {
      meanwhile.begin();
      try {
        return await (await asked()).erase();
      } finally {
        const kept = meanwhile.end(ledger.isLoaded);
        if (kept) standing.changed(kept.source);
      }
    },
    async forget(touchpointId) {
      // Neither who comes late nor who is told at the end of the page hears of it.
      page.forget();
      return (await asked()).forget(touchpointId);
    },
    async why(name) {
      await chain;
      const { explain } = await import('./explain.js');
      return explain(shell, name, page.situation(null));
    },
    async preview(name) {
      await chain;
      const { preview } = await import('./explain.js');
      return preview(shell, name, page.situation(null));
    },
    diagnostics: refused => ({
      ...diagnose(ledger, parts.delivery, shell.held.length, refused),
      captured: page.captured,
    }),
    stop() {
      status = 'stopped';
      life.abort();
      redaction.stop();
      withdrawal.stop();
      upkeep.stop();
      parts.delivery?.stop();
      tabs.close();
      void chain.then(() => ledger.commit()).then(store.close);
    },
  };
}
