/** Names in many languages under which a secret stands, told by the name alone. */
export const NAMED_SECRETS: readonly string[] = [
  ...['token', 'reset_password_token', 'resetPasswordToken', 'csrfmiddlewaretoken', 'XSRF-TOKEN', '_csrf', 'wstoken'],
  ...['__RequestVerificationToken', 'authenticity_token', 'oauth_token_secret', 'g-captcha-response', 'CFTOKEN'],
  ...['cf-turnstile-response', 'code_verifier', 'client_assertion', 'assertion', 'SAMLRequest', 'SAMLart', 'bearer'],
  ...[
    'oauth_verifier',
    'oauth_signature',
    'X-Amz-Security-Token',
    'Authorization',
    'proxy-authorization',
    'set-cookie',
  ],
  ...['password', 'user[password]', 'currentPassword', 'userpass', 'passcode', 'passphrase', 'passkey', 'pw', 'PWD'],
  ...['passwort', 'kennwort', 'contraseña', 'contrasena', 'senha', 'mot_de_passe', 'motdepasse', 'mdp', 'wachtwoord'],
  ...['hasło', 'şifre', 'lösenord', 'adgangskode', 'passord', 'salasana', 'heslo', 'jelszó', 'lozinka', 'пароль'],
  ...['密码', '密碼', 'パスワード', '비밀번호', 'κωδικός', 'seed_phrase', 'mnemonic', 'client-secret', 'clientSecret'],
  ...['apiKey[]', 'x-api-key', 'appkey', 'app_key', 'authkey', 'secret_key', 'privateKey', 'recovery_key', 'order_key'],
  ...['hmac', 'shopify_hmac', 'hdnts', 'payload_signature', 'sid', 'PHPSESSID', 'ASP.NET_SessionId', 'connect.sid'],
  ...['osCsid', 'zenid', 'sess', 'sess_id', 'CFID', 'otp', 'totp', 'mfa', '2fa', 'mfa_code', 'two_factor_code'],
  ...[
    'verificationCode',
    'security_code',
    'sms_code',
    'confirmation_code',
    'backup_code',
    'recovery_code',
    'login_code',
  ],
  ...['access_code', 'oobCode', 'reset_code', 'activation_code', 'device_code', 'one_time_code', 'cvv2', 'csc', 'ccv'],
  ...['correo', 'courriel', 'credit_card', 'cc-number', 'nonce', '_wpnonce'],
];

/** Names that say so of a number alone: `pin=summer-dresses` is one of a picture. */
export const NUMBER_NAMES: readonly string[] = [
  ...[
    'pin',
    'PIN',
    'pin_code',
    'tan',
    'pan',
    'sin',
    'cpf',
    'dni',
    'passport',
    'passport_number',
    'passportNo',
    'tax_id',
  ],
  ...['national_id', 'nationalId', 'account_number', 'accountNumber', 'acct_no', 'routing_number', 'kontonummer'],
  ...['kartennummer', 'licence_number', 'insurance_number', 'personnummer', 'steuernummer', 'tarjeta'],
];

/** Names of phones in many languages. */
export const PHONE_NAMES: readonly string[] = [
  ...['phone', 'phone_number', 'phoneNumber', 'customer_phone', 'tel', 'telephone', 'mobile', 'mobile_number', 'cell'],
  ...['cellphone', 'msisdn', 'whatsapp', 'fax', 'sms', 'telefon', 'telefonnummer', 'handy', 'handynummer', 'mobil'],
  ...[
    'rufnummer',
    'telefono',
    'teléfono',
    'celular',
    'movil',
    'móvil',
    'téléphone',
    'portable',
    'cellulare',
    'telefoon',
  ],
  ...['mobiel', 'telefone', 'telemóvel', 'puhelin', 'телефон', '电话', '手机号', '電話', '携帯', '전화번호', '휴대폰'],
  ...['هاتف', 'جوال', 'טלפון', 'τηλέφωνο', 'โทรศัพท์', 'telefonszám', 'gsm', 'komórka', 'tel-national'],
];

export const PHONES: readonly string[] = [
  ...['+49 30 123456', '+1 (555) 123-4567', '(555) 123-4567', '0171 2345678', '+33 6 12 34 56 78', '06 12 34 56 78'],
  ...['+81-3-1234-5678', '+442079460123', '+7 (912) 345-67-89', '13812345678', '٠١٢٣٤٥٦٧٨٩', '1.555.123.4567'],
];
