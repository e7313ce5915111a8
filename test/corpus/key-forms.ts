/**
 * Keys as their issuers give them, in the shapes of `fill`; by whether a text that is nothing else is known by it too.
 * Source: the issuers' manuals and the rules of secret scanners.
 */
export const KEY_FORMS: Readonly<Record<'known' | 'told in a sentence', readonly string[]>> = {
  known: [
    ...['sk_live_{a24}', 'sk_live_51{a97}', 'sk_test_{a24}', 'rk_live_{a24}', 'whsec_{a32}', 'pi_{n24}_secret_{a25}'],
    ...['ghp_{a36}', 'gho_{a36}', 'ghs_{a36}', 'ghu_{a36}', 'ghr_{a76}', 'github_pat_{a22}_{a59}'],
    ...['glpat-{a20}', 'glptt-{x40}', 'gldt-{a20}', 'xoxb-{n12}-{n12}-{a24}', 'xoxp-{n12}-{n12}-{n12}-{x32}'],
    ...['xapp-1-A{z10}-{n13}-{x64}', 'xoxe.xoxp-1-{a160}', 'xoxc-{n12}-{n12}-{x64}'],
    ...['AIza{a35}', 'ya29.a0{u120}', 'GOCSPX-{u28}', 'AKIA{z16}', 'ASIA{z16}', 'SG.{a22}.{u43}'],
    ...['shpat_{x32}', 'shpca_{x32}', 'shppa_{x32}', 'shpss_{x32}', 'shpua_{x32}', 'shptka_{x32}'],
    ...['npm_{a36}', 'pypi-AgEIcHlwaS5vcmc{u70}', 'rubygems_{x48}', 'hf_{a34}', 'gsk_{a52}', 'r8_{a37}'],
    ...['sk-{a20}T3BlbkFJ{a20}', 'sk-proj-{u74}T3BlbkFJ{u74}', 'sk-svcacct-{u60}', 'sk-{x32}', 'sk-or-v1-{x64}'],
    ...['sk-ant-api03-{u93}AA', 'sk-ant-admin01-{u93}AA', 'dop_v1_{x64}', 'doo_v1_{x64}', 'hvs.{u90}', 'hvb.{u138}'],
    ...['lin_api_{a40}', 'lin_oauth_{x64}', 'ntn_{a46}', 'figd_{u40}', 'pul-{x40}', 'sbp_{x40}', 'bkua_{x40}'],
    ...['sq0atp-{u22}', 'sq0csp-{u43}', 'EAA{a120}', 'shippo_live_{x40}', 'key-{x32}', 'xkeysib-{x64}-{a16}'],
    ...['v2.local.{u90}', 'v4.public.{u90}', 'squ_{x40}', 'sntryu_{x64}', 'phx_{x43}', 'nvapi-{x64}'],
  ],
  'told in a sentence': [
    ...['ATATT3xFfGF0{a170}', 'AKCp{a69}', 'glsa_{a32}_{x8}', 'glc_{a60}', 'sgp_{a64}', 'figo_{a40}', 'nfp_{a36}'],
    ...['xai-{a80}', 'pplx-{a48}', 'tvly-{a32}', 'co_{a40}', 'secret_{a43}', 'tfp_{a59}', 'CFPAT-{a43}', 'fio-u-{a64}'],
    ...['EZAK{a54}', 'A21AA{a90}', 'LTAI{a24}', 'AKID{a32}', 'AQVN{a36}', 'IGQV{a120}', 'FwoGZXIvYXdz{a80}'],
    ...['IQoJb3JpZ2lu{a90}', 'AQE{a60}', 'EAAAE{a60}', 'rnd_{a28}', 'dp.pt.{a43}', 'live_{a30}', '{n10}:AA{a33}'],
    ...['Bearer {a40}', 'Bearer {a14}', 'Basic {a28}', '1//0{a60}', '4/0A{a70}', 'cio{a32}', 'vcp_{a56}'],
  ],
};
