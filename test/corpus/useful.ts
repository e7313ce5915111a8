/** Parameters that only look like secrets: shops need them. */
export const USEFUL_PARAMETERS: readonly string[] = [
  ...['authors=ada', 'author=ada-lovelace', 'keyword=guitar', 'session_type=trial', 'sessions=3', 'tokenizer=bpe'],
  ...['passport_cover=leather', 'passport=cover', 'passengers=2', 'compass=north', 'pins=12', 'pin=summer-dresses'],
  ...['sign=gemini', 'signup=1', 'cardigan=wool', 'card=gift', 'card_type=visa', 'secretary=desk', 'authentic=true'],
  ...['code=SAVE10', 'code=SUMMER2024', 'code=BLACKFRIDAY2026EXTRA20', 'promo_code=SAVE10', 'coupon_code=CEDAR10-X7Q2'],
  ...['discount=SPRING-2024-20OFF', 'voucher=DE-9F3K-22PQ', 'country_code=DE', 'language_code=de-DE', 'zip_code=10115'],
  ...['product_code=SM-S928B', 'status_code=404', 'error_code=card_declined', 'state=CA', 'state=open', 'hash=about'],
  ...[
    'ticket=adult',
    'verify=0',
    'sort_key=created',
    'phone_model=galaxy-s24',
    'phone_case=clear',
    'email_type=weekly',
  ],
  ...['auth_type=guest', 'api_version=2026-01', 'password_length=12', 'token_type=bearer', 'ga_session_number=3'],
  ...['tan=light', 'pan=28cm', 'sin=1', 'tin=tomato', 'cell=aa', 'cells=4', 'handy=1', 'portable=yes', 'mobile=1'],
  ...['order_number=20260105123', 'invoice_no=100200300', 'part_number=61076210', 'tracking_number=1Z999AA10123456784'],
  ...['model_number=9530', 'serialNumber=C02XL0GTJGH5', 'page_number=12345', 'customer_number=100200'],
  ...['utm_source=newsletter', 'utm_medium=email', 'utm_campaign=spring_sale_2026', 'utm_id=120212345678901234'],
  ...['utm_content=US_PMax_V3_A1_B2_T4_2026Q2_Img01_Sz2', 'utm_content=DE_Search_Brand_Exact_2026Q1_RSA_v2_A'],
  ...['utm_content=case-for-iPhone15ProMax-clear-magsafe', 'q=AppleiPhone15ProMax256GBBlack', 'v=dQw4w9WgXcQ'],
  ...['queryID=0d5e3f2a9c8d1b7e6f4a3b2c1d0e9f8a', 'product=65a1b2c3d4e5f60718293a4b', 't=1767607200000', 's=guitar'],
  ...['filter[brand]=sony', 'filter.v.price.gte=10', 'ids=43720104345839,43720104345840', 'isbn=978-0-306-40615-7'],
  ...['next=%2Fcart', 'return_to=%2Fproducts%2Fcedar%3Fvariant%3D437', 'from=2026-05-17T12%3A34%3A56%2B02%3A00'],
];

/** Pages whose addresses only look so. */
export const USEFUL_PATHS: readonly string[] = [
  ...[
    '/products/passport-cover-leather',
    '/products/sk-ii-facial-treatment-essence-230ml',
    '/p/xoxo-necklace-2026.html',
  ],
  ...[
    '/p/glas-kugel-lampe-40cm-e27',
    '/p/bearer-bonds-a-novel',
    '/p/basic-tee-white-xl',
    '/p/npm-t-shirt',
    '/p/skil-saw',
  ],
  ...['/p/samsung-galaxy-s24-ultra-256gb-titanium-black-sm-s928b', '/p/led-gu10-5w-2700k-345lm-38d-dimmable'],
  ...[
    '/p/HP-15s-fq5000nl-i5-1235U-8GB-512GB-SSD',
    '/p/Sony-WH-1000XM5-B-CE7-Bluetooth',
    '/p/AirPodsPro2ndGenerationUSBC',
  ],
  ...['/p/Womens-Nike-Air-Max-270-React-ENG-White', '/p/Donaudampfschifffahrtsgesellschaft', '/dp/B08N5WRWNW'],
  ...['/blog/how-to-reset-your-password-in-2026', '/help/reset/my-password-does-not-work', '/orders/20260105-000123'],
  ...['/orders/R123456789', '/order/status/shipped', '/checkouts/cn/thank-you', '/downloads/manual-cedar-2026.pdf'],
  ...['/auth/products/cedar-0-14-acoustic-guitar', '/login/cart', '/mobile/4006381333931', '/hotel/12345678'],
  ...['/item/1005005512345678.html', '/itm/123456789012', '/product/550e8400-e29b-41d4-a716-446655440000'],
  ...[
    '/cdn/shop/files/lamp_0d5e3f2a9c8d1b7e6f4a3b2c1d0e9f8a.jpg?v=1767607200',
    '/@ada_lovelace/shop',
    '/app@1.2.3/main.js',
  ],
  ...['/商品/ギター', '/продукт/гитара-2026', '/منتجات/غيتار', '/उत्पाद/गिटार', '/gitarre-für-anfänger'],
];

/** Titles, search terms and messages of errors. */
export const USEFUL_TEXTS: readonly string[] = [
  ...[
    'Sigma 24-70mm F2.8 DG DN',
    'Yoga @ home mat',
    'Buy 2 @ 1.99',
    'T-shirt 2@home',
    'ISO 27001:2013',
    'Tel Aviv sofa',
  ],
  ...[
    'Bearer bonds: a novel',
    'Basic Instinct 4K',
    'SK-II Essence',
    'Password: required',
    'PIN: 4 digits',
    'Key: C minor',
  ],
  ...['Session: IPA 6 pack', 'Code: SAVE10', 'Phone: galaxy-s24-ultra', 'iPhone 15 Pro Max 256GB', 'Mobile 5000 mAh'],
  ...['Secret: 10th anniversary edition', 'Token: required', 'hotel: 12345678 rooms', 'IMEI 490154203237518'],
  ...[
    'DHL 00340434161094042557',
    '1Z999AA10123456784',
    'DE 89 Modelle 2026',
    'AT 61 x 40',
    'IT 60 best albums of 2026',
  ],
  ...['item_id: 4111111111111111', '{"sku":"4111111111111111"}', 'Unexpected token < in JSON at position 0'],
  ...['at foo (https://shop.example/assets/app-1a2b3c4d.js:12:34567)', 'ChunkLoadError: Loading chunk 437 failed.'],
  ...[
    '吉他入门：从零开始。',
    'ギター入門セット(初心者)',
    'Гитара для начинающих',
    'غيتار ١٢٣',
    'गिटार १२३',
    '👨‍👩‍👧 family',
  ],
  ...['sha256-0d5e3f2a9c8d', '2026-05-17T12:34:56.789Z', '1.234.567,89 €', '978-0-306-40615-7', '52.520008,13.404954'],
];
