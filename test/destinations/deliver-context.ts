import type { DeliverContext } from '../../src/core/plugin.js';
import type { Row, RowDecision, Touchpoint } from '../../src/core/touchpoint.js';
import { captureContext } from '../capture/capture-context.js';

/** What a destination under test sent and reported. */
export interface Delivery {
  readonly context: DeliverContext;
  readonly sent: { readonly url: string; readonly body: string; readonly headers?: object }[];
  readonly problems: readonly string[];
}

/** A context whose transport keeps what it is given and answers like this. */
export function deliverContext(answer: object = {}): Delivery {
  const { context, problems } = captureContext();
  const sent: { url: string; body: string; headers?: object }[] = [];
  const send = async (url: string, body: string, headers?: object) => {
    sent.push({ url, body, ...(headers && { headers }) });
    return answer;
  };
  return { sent, problems, context: { ...context, final: false, send } };
}

/** A row of the log. */
export function rowOf(type: string, data: object = {}, decisions: readonly RowDecision[] = []): Row {
  const touchpoint = { id: 't1', at: 1, url: 'https://shop.test/', by: 'site', session: 's', type, data };
  // Tests build touchpoints of every type.
  return { seq: 1, now: 1, purposes: ['analytics'], touchpoint: touchpoint as unknown as Touchpoint, decisions };
}

/** The decision that a stage was entered. */
export function stageEntered(to: string): RowDecision {
  const reasons = [{ touchpoint: 't1', type: 'view_item', at: 1, weight: 1.5, text: 'looked at a guitar' }];
  return {
    id: 't1/stage',
    trigger: 'stage',
    at: 1,
    name: 'stage.enter',
    data: { from: null, to, label: 'Consideration', micro: to, reasons },
  };
}
