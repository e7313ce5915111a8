import type { DeliverContext } from '../core/plugin.js';
import type { Row } from '../core/touchpoint.js';
import { reasonsText } from './hubspot-event.js';
import type { Deliver } from './late.js';
import { type Fields, JSON_TYPE } from './messages.js';
import { type Post, postEach } from './post-each.js';

/** A form of yours in HubSpot that a lead is filled into. */
export interface LeadForm {
  /** Of the account. */
  readonly portalId: string | number;
  /** Its GUID. */
  readonly formId: string;
  /** Name of the field that takes the score. Default: it is not told. */
  readonly score?: string;
  /** Name of the field that takes the reasons, as one text. Default: they are not told. */
  readonly reasons?: string;
  /** Where the API is; accounts in the EU say `https://api-eu1.hsforms.com`. Default `https://api.hsforms.com`. */
  readonly url?: string;
}

/** Contacts. Source: developers.hubspot.com, "Submit data to a form", of the forms API, version 3. */
const CONTACT = '0-1';

/** Fills the form in with every lead. */
export function hubspotForm(form: LeadForm): Deliver {
  return postEach({ postsOf: (row, context) => leadPost(row, form, context) });
}

/** What the form is filled in with where a lead is decided on: the traits HubSpot may know, under their own names. */
function leadPost(
  { touchpoint, decisions }: Row,
  { portalId, formId, score, reasons, url = 'https://api.hsforms.com' }: LeadForm,
  { profile, problem }: DeliverContext,
): readonly Post[] {
  const lead = decisions.find(({ name }) => name === 'lead.enter');
  if (!lead) return [];
  const traits = Object.entries(profile.slices.identity?.traits ?? {});
  if (!traits.length) {
    problem(
      'hubspot-form-empty',
      'A lead is ready, but HubSpot may not know who it is. Say so with `identify`, and name the traits in `fields`.',
    );
    return [];
  }
  const about: Fields = Object(lead.data);
  const told = [
    ...traits,
    ...(score ? [[score, about.score]] : []),
    ...(reasons ? [[reasons, reasonsText(about)]] : []),
  ];
  const body = {
    submittedAt: `${lead.at}`,
    fields: told.map(([name, value]) => ({ objectTypeId: CONTACT, name, value: `${value}` })),
    context: { pageUri: touchpoint?.url },
  };
  const address = `${url}/submissions/v3/integration/submit/${encodeURIComponent(portalId)}/${encodeURIComponent(formId)}`;
  return [[address, JSON.stringify(body), JSON_TYPE]];
}
