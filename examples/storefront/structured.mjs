import { BRAND, CURRENCY, pathOf } from './public/catalogue.js';

/** A product as schema.org knows it, with its offer, rating and reviews. Pure. */
export function productData(product, origin) {
  const { id, name, text, kind, price, rating, reviews, category } = product;
  return {
    '@type': 'Product',
    '@id': `${origin}${pathOf(product)}#product`,
    name,
    sku: id,
    productID: id,
    description: text,
    category: category === 'guitars' ? `Guitars > ${kind}` : `Accessories > ${kind}`,
    image: [`${origin}/art/${id}.svg`],
    brand: { '@type': 'Brand', name: BRAND },
    aggregateRating: { '@type': 'AggregateRating', ratingValue: rating[0], reviewCount: rating[1], bestRating: 5 },
    review: reviews.map(review => ({
      '@type': 'Review',
      name: review.title,
      reviewBody: review.text,
      author: { '@type': 'Person', name: review.author },
      reviewRating: { '@type': 'Rating', ratingValue: review.stars, bestRating: 5 },
    })),
    offers: {
      '@type': 'Offer',
      url: `${origin}${pathOf(product)}`,
      price: price.toFixed(2),
      priceCurrency: CURRENCY,
      availability: 'https://schema.org/InStock',
      itemCondition: 'https://schema.org/NewCondition',
    },
  };
}

/** The way from home to a page. Pure. */
export function breadcrumbData(steps, origin) {
  return {
    '@type': 'BreadcrumbList',
    itemListElement: steps.map(([path, name], index) => ({
      '@type': 'ListItem',
      position: index + 1,
      name,
      item: `${origin}${path}`,
    })),
  };
}

/** A list of products. Pure. */
export function listData(products, origin) {
  return {
    '@type': 'ItemList',
    numberOfItems: products.length,
    itemListElement: products.map((product, index) => ({
      '@type': 'ListItem',
      position: index + 1,
      item: {
        '@type': 'Product',
        url: `${origin}${pathOf(product)}`,
        name: product.name,
        sku: product.id,
        offers: { '@type': 'Offer', price: product.price.toFixed(2), priceCurrency: CURRENCY },
      },
    })),
  };
}

/** Questions and answers. Pure. */
export function questionData(questions) {
  return {
    '@type': 'FAQPage',
    mainEntity: questions.map(({ question, answer }) => ({
      '@type': 'Question',
      name: question,
      acceptedAnswer: { '@type': 'Answer', text: answer },
    })),
  };
}

/** The shop itself, with its search. Pure. */
export function shopData(origin) {
  return {
    '@type': 'WebSite',
    name: BRAND,
    url: `${origin}/`,
    potentialAction: {
      '@type': 'SearchAction',
      target: `${origin}/search?q={search_term_string}`,
      'query-input': 'required name=search_term_string',
    },
  };
}
