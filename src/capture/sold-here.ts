import { type Graph, textOf, typesOf, wordIn } from './graph.js';

/** Nobody buys the thing itself there. */
const NOT_SOLD = /^(OfferForLease|Demand)$/;
const CHARGES = /^(DeliveryChargeSpecification|PaymentChargeSpecification)$/;
/** UN/CEFACT codes of one piece, and words for it. */
const PIECE = /^(c62|ea|h87|pce|xpp|piece|unit|item|each|)$/i;
/** What says that a price is paid again, in parts, or beside that of the thing. */
const IN_PARTS = ['billingDuration', 'billingIncrement', 'priceComponentType', 'referenceQuantity'];
/** For members or for companies, or in orders of a certain size. */
const FOR_SOME = ['validForMemberTier', 'eligibleTransactionVolume'];

/** Whether an offer is one to buy a piece, for whoever visits the page. Pure. Source: schema.org/Offer, schema.org/BusinessFunction. */
export function isSoldHere(graph: Graph, offer: unknown): boolean {
  const business = wordIn(graph, offer, 'businessFunction');
  return (
    !typesOf(graph, offer).some(type => NOT_SOLD.test(type)) &&
    (business === '' || /sell$/i.test(business)) &&
    isForAll(graph, offer)
  );
}

/** Whether a price specification is none that a visitor pays for one piece. Pure. Source: schema.org/UnitPriceSpecification. */
export function isPriceOfOthers(graph: Graph, specification: unknown): boolean {
  return (
    typesOf(graph, specification).some(type => CHARGES.test(type)) ||
    IN_PARTS.some(name => graph.all(specification, name).length > 0) ||
    !PIECE.test(textOf(graph, specification, 'unitCode', 'unitText')) ||
    !isForAll(graph, specification)
  );
}

function isForAll(graph: Graph, node: unknown): boolean {
  const [quantity] = graph.all(node, 'eligibleQuantity');
  const least = Number(textOf(graph, quantity, 'minValue', 'value') || 1);
  const customers = graph.all(node, 'eligibleCustomerType').map(value => wordIn(graph, { value }, 'value'));
  return (
    least <= 1 &&
    (!customers.length || customers.some(customer => /enduser$/i.test(customer))) &&
    FOR_SOME.every(name => !graph.all(node, name).length)
  );
}
